// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EidasNode;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.World;

/// <summary>The gateway's configuration in the pilot world, as its operator would write it.</summary>
internal sealed class GatewaySettings
{
    /// <summary>What nodes know the gateway by; its path is the plug-in's own.</summary>
    public const string SamlMetadataPath = "/eid/eidas/metadata";

    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    private readonly GatewaySite _site;

    /// <param name="site">Which gateway.</param>
    /// <param name="dataFolder">Where it keeps its state.</param>
    public GatewaySettings(GatewaySite site, string dataFolder)
    {
        _site = site;
        this["Logging:LogLevel:Default"] = "Warning";

        // Of no use on a developer's machine: keys are meant to lie in the open, and starting is not being ill.
        this["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error";
        this["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical";
        this["Storage:Sqlite:Folder"] = dataFolder;
        Listener("Public", site.Public, "localhost", site.Tls);
        Listener("Documents", site.Documents, site.Documents.Host, site.DocumentsTls);
        this["Listeners:Operations:Origin"] = Origin(site.Operations);
        this["Identity:Issuer"] = Origin(site.Public);
    }

    private string? this[string key]
    {
        set => _values[key] = value;
    }

    /// <summary>As command-line arguments: later ones win, and nothing has to be read from files.</summary>
    /// <param name="files">JSON files to read before.</param>
    /// <param name="overrides">Settings that win over ours.</param>
    public string[] ToArguments(IEnumerable<string> files, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        var configuration = new ConfigurationBuilder();
        foreach (var file in files)
        {
            configuration.AddJsonFile(file);
        }

        return [.. configuration.AddInMemoryCollection(_values).AddInMemoryCollection(overrides).Build().AsEnumerable()
            .Where(setting => setting.Value is not null)
            .Select(setting => $"--{setting.Key}={setting.Value}")];
    }

    /// <summary>The e-services of the municipalities, and whoever works at a shell.</summary>
    public GatewaySettings WithEServices(PilotAddresses addresses, DevelopmentCertificates certificates)
    {
        Listener("MutualTls", addresses.GatewayMutualTls, "localhost", _site.Tls);
        this["Identity:MutualTlsBaseUri"] = Origin(addresses.GatewayMutualTls);
        Client(0, PilotEServices.Aegina, new EServiceAddresses(addresses.Aegina), certificates, showsCertificate: false);
        Client(1, PilotEServices.Syros, new EServiceAddresses(addresses.Syros), certificates, showsCertificate: true);
        Client(2, PilotEServices.ShellDPoP, new EServiceAddresses(addresses.Shell), certificates, showsCertificate: false);
        Client(3, PilotEServices.ShellMutualTls, new EServiceAddresses(addresses.Shell), certificates, showsCertificate: true);
        return this;
    }

    /// <summary>Its access point, and the one of the other Member State.</summary>
    public GatewaySettings WithAccessPoint(GatewaySite partner, DevelopmentCertificates certificates)
    {
        const string Section = "EDelivery";
        Listener("EDelivery", _site.As4, _site.As4.Host, _site.Tls);
        this[$"{Section}:Self:Id"] = _site.Party;
        this[$"{Section}:Domain"] = $"{_site.Country}.pilot.example".ToLowerInvariant();
        this[$"{Section}:SigningCertificate"] = _site.AccessPoint.KeyPath;
        this[$"{Section}:TrustedAuthoritiesFile"] = certificates.Authority.CertificatePath;
        this[$"{Section}:Operator:Name"] = $"Once-only gateway (pilot, {_site.Country})";
        this[$"{Section}:Operator:Country"] = _site.Country;
        this[$"{Section}:Partners:0:Party:Id"] = partner.Party;
        this[$"{Section}:Partners:0:Endpoint"] = new Uri(partner.As4, "/as4").AbsoluteUri;
        this[$"{Section}:Partners:0:SigningCertificates:0"] = partner.AccessPoint.CertificatePath;
        this[$"{Section}:Partners:0:Countries:0"] = partner.Country;
        return this;
    }

    /// <summary>Asks abroad: what proves what, who asks for whom, and where citizens may be sent to.</summary>
    public GatewaySettings WithRequesting(PilotAddresses addresses, GatewaySite provider, DevelopmentCertificates certificates)
    {
        const string Section = "Oots";
        this[$"{Section}:Country"] = _site.Country;
        this[$"{Section}:CommonServices:EvidenceBroker"] = new Uri(addresses.CommonServices, "/eb/").AbsoluteUri;
        this[$"{Section}:CommonServices:DataServiceDirectory"] = new Uri(addresses.CommonServices, "/dsd/").AbsoluteUri;
        this[$"{Section}:CommonServices:RootsFile"] = certificates.Authority.CertificatePath;
        this[$"{Section}:CommonServices:TrustedAuthoritiesFile"] = certificates.Authority.CertificatePath;
        foreach (var (profile, number) in new[] { (PilotEServices.Aegina, "090000001"), (PilotEServices.Syros, "090000002") })
        {
            var requester = $"{Section}:Requesting:Requesters:{profile.Tenant}";
            this[$"{requester}:Scheme"] = "urn:cef.eu:names:identifier:EAS:9933";
            this[$"{requester}:Identifier"] = number;
            this[$"{requester}:Names:en"] = profile.Municipality;
        }

        this[$"{Section}:Requesting:PreviewOrigins:0:Provider"] = provider.Party;
        this[$"{Section}:Requesting:PreviewOrigins:0:Origins:0"] = Origin(provider.Public);
        return this;
    }

    /// <summary>Serves what <c>pilot.oots.finland.json</c> says.</summary>
    public GatewaySettings WithProviding(GatewaySite requester)
    {
        this["Oots:Country"] = _site.Country;
        this["Oots:Providing:Requesters:0:Party"] = requester.Party;
        this["Oots:Providing:Requesters:0:ReturnOrigins:0"] = Origin(requester.Public);
        return this;
    }

    /// <summary>Everybody logs in at the pilot's eIDAS node, with the eID of any of its countries.</summary>
    public GatewaySettings WithEidas(Uri node, DevelopmentCertificates certificates)
    {
        const string Section = "Identity:EidasSaml";
        this[$"{Section}:Country"] = _site.Country;
        this[$"{Section}:ProviderName"] = "Once-only gateway (pilot)";
        Key($"{Section}:SigningKey", _site.SamlSigning, "CertificateFile", "KeyFile");
        Key($"{Section}:MetadataKey", _site.SamlMetadata, "CertificateFile", "KeyFile");
        Key($"{Section}:EncryptionKey", _site.SamlEncryption, "CertificateFile", "KeyFile");
        foreach (var country in NodeCountries.All.Keys)
        {
            var connector = $"{Section}:Connectors:{country}";
            this[$"{connector}:Country"] = country;
            this[$"{connector}:LegalPersonName"] = "For a company";
            this[$"{connector}:MetadataUrl"] = NodeCountries.MetadataOf(node, country).AbsoluteUri;
            this[$"{connector}:MetadataCertificateFiles:0"] = certificates.NodeSamlMetadata.CertificatePath;
            this[$"{connector}:TrustedAuthoritiesFile"] = certificates.Authority.CertificatePath;
        }

        return this;
    }

    private void Listener(string name, Uri origin, string address, CertificateFile tls)
    {
        this[$"Listeners:{name}:Origin"] = Origin(origin);
        this[$"Listeners:{name}:Address"] = address;
        Key($"Listeners:{name}", tls, "CertificateFile", "CertificateKeyFile");
    }

    private void Client(int index, EServiceProfile profile, EServiceAddresses addresses, DevelopmentCertificates certificates, bool showsCertificate)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"Identity:Clients:{index}");
        var keys = certificates.Client(profile.ClientId);
        this[$"{key}:ClientId"] = profile.ClientId;
        this[$"{key}:Tenant"] = profile.Tenant;
        this[$"{key}:Names:en"] = $"{profile.Municipality} – {profile.Name}";
        this[$"{key}:RedirectUris:0"] = addresses.Callback.AbsoluteUri;
        this[$"{key}:ReturnUris:0"] = addresses.Return.AbsoluteUri;
        this[$"{key}:AllowRefresh"] = "true";
        List($"{key}:Procedures", profile.Procedures.Select(procedure => procedure.Procedure));
        List($"{key}:EvidenceTypes", profile.Procedures.Select(procedure => procedure.EvidenceType));
        if (showsCertificate)
        {
            this[$"{key}:CertificateThumbprints:0"] = keys.Thumbprint();
        }
        else
        {
            this[$"{key}:JwksFile"] = keys.JwksPath;
        }
    }

    private void Key(string section, CertificateFile files, string certificateKey, string keyKey)
    {
        this[$"{section}:{certificateKey}"] = files.CertificatePath;
        this[$"{section}:{keyKey}"] = files.KeyPath;
    }

    private void List(string key, IEnumerable<string> values)
    {
        foreach (var (value, index) in values.Distinct(StringComparer.Ordinal).Select((value, index) => (value, index)))
        {
            this[string.Create(CultureInfo.InvariantCulture, $"{key}:{index}")] = value;
        }
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
