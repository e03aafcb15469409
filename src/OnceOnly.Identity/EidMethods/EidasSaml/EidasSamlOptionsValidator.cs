// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Eidas;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Says at start, key by key, what is missing or cannot work.</summary>
internal sealed class EidasSamlOptionsValidator : IValidateOptions<EidasSamlOptions>
{
    private const int SmallestForeignRsaKey = 2048;

    private static readonly TimeSpan LargestSkew = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(366);

    private static readonly string[] NameIdFormats = [NameIdFormat.Persistent, NameIdFormat.Transient, NameIdFormat.Unspecified];

    public ValidateOptionsResult Validate(string? name, EidasSamlOptions options)
    {
        List<string> faults =
        [
            .. Country("Country", options.Country),
            .. Contacts(options.Contacts),
            .. options.ClockSkew < TimeSpan.Zero || options.ClockSkew > LargestSkew ? [Fault("ClockSkew", "must be between zero and an hour.")] : (string[])[],
            .. Positive("MetadataValidity", options.MetadataValidity),
            .. Positive("RequestLifetime", options.RequestLifetime),
            .. options.Connectors.Count == 0 ? [Fault("Connectors", "is empty; name at least one node or connector.")] : (string[])[],
            .. options.Connectors
                .Where(connector => connector.Value.Profile.ProviderNameRequired && string.IsNullOrWhiteSpace(connector.Value.ProviderName ?? options.ProviderName))
                .Select(connector => Fault($"Connectors:{connector.Key}:ProviderName", "is missing; this connector insists on one.")),
            .. options.Connectors
                .Where(connector => options.SpType == SpType.Private && connector.Value.Profile.EidasExtensions && connector.Value.RequesterId is null)
                .Select(connector => Fault($"Connectors:{connector.Key}:RequesterId", "is missing; eIDAS nodes want one of the private sector.")),
            .. options.Connectors.SelectMany(connector => Connector($"Connectors:{connector.Key}", connector.Key, connector.Value)),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Connector(string key, string id, ConnectorOptions options) =>
    [
        .. id.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            ? (string[])[]
            : [Fault(key, "has an identifier with other characters than letters, digits and hyphens.")],
        .. (options.MetadataUrl is null) == (options.MetadataFile is null)
            ? [Fault(key, "needs exactly one of MetadataUrl and MetadataFile.")]
            : (string[])[],
        .. options.MetadataFile is not null && string.IsNullOrWhiteSpace(options.EntityId)
            ? [Fault($"{key}:EntityId", "is missing; name the entityID that MetadataFile must be of.")]
            : (string[])[],
        .. options.MetadataUrl is { } url && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps)
            ? [Fault($"{key}:MetadataUrl", "must be an https address.")]
            : (string[])[],
        .. options.MetadataCertificateFiles.Count == 0
            ? [Fault($"{key}:MetadataCertificateFiles", "is empty; pin the certificate that signs the metadata.")]
            : (string[])[],
        .. options.MetadataCertificateFiles.SelectMany(file => Certificate($"{key}:MetadataCertificateFiles", file)),
        .. options.TrustedAuthoritiesFile is { } authorities ? Certificate($"{key}:TrustedAuthoritiesFile", authorities) : [],
        .. Answers(key, options),
        .. Positive($"{key}:MetadataRefresh", options.MetadataRefresh),
    ];

    /// <summary>All but what is about its metadata.</summary>
    internal static IEnumerable<string> Answers(string key, ConnectorOptions options) =>
    [
        .. Countries(key, options),
        .. options.RequesterId is { } requester && string.IsNullOrWhiteSpace(requester)
            ? [Fault($"{key}:RequesterId", "is empty; leave it out, or name the relying party.")]
            : (string[])[],
        .. options.Profile.RequesterIdInExtensions && (options.RequesterId is null || !options.Profile.EidasExtensions)
            ? [Fault($"{key}:Profile:RequesterIdInExtensions", "needs RequesterId, and EidasExtensions to stand in.")]
            : (string[])[],
        .. Profile($"{key}:Profile", options.Profile),
        .. NameIdFormats.Contains(options.NameIdFormat, StringComparer.Ordinal)
            ? (string[])[]
            : [Fault($"{key}:NameIdFormat", "must be persistent, transient or unspecified, as its URN.")],
        .. options.HighestLevel < options.RequestedLevel
            ? [Fault($"{key}:HighestLevel", "is below RequestedLevel; nobody could log in.")]
            : (string[])[],
    ];

    private static IEnumerable<string> Countries(string key, ConnectorOptions options) =>
    [
        .. options.Countries.Count == 0 ? Country($"{key}:Country", options.Country) : [],
        .. options.Countries.Count > 0 && options.Country.Length > 0
            ? [Fault(key, "needs exactly one of Country and Countries.")]
            : (string[])[],
        .. options.Countries.SelectMany(country => Country($"{key}:Countries", country)),
        .. options.Countries.Where((country, at) => options.Countries.Take(at).Any(known => CountryCode.AreSame(known, country)))
            .Select(country => Fault($"{key}:Countries", $"names {country} twice; EL and GR are one country.")),
        .. options.NodeCountry is { } nodeCountry ? Country($"{key}:NodeCountry", nodeCountry) : [],
        .. options.Countries.Count > 0 && options.Profile.CountryField is null && string.IsNullOrWhiteSpace(options.Name)
            ? [Fault($"{key}:Name", "is missing; no country names the choice where citizens choose theirs at the connector.")]
            : (string[])[],
        // The citizen's browser carries the choice, so only the identifier proves it.
        .. options.Profile.NationalIdentifiers && (options.Countries.Count > 0 || options.Profile.CountryField is not null)
            ? [Fault($"{key}:Profile:NationalIdentifiers", "goes with one Country and no CountryField; without its countries an identifier does not say whose it is.")]
            : (string[])[],
    ];

    private static IEnumerable<string> Profile(string key, ConnectorProfileOptions profile) =>
    [
        .. profile.CountryField is { } field ? FieldName($"{key}:CountryField", field) : [],
        .. profile.FormFields.Keys.SelectMany(name => FieldName($"{key}:FormFields:{name}", name)),
        .. profile.CountryField is { } both && profile.FormFields.ContainsKey(both)
            ? [Fault($"{key}:FormFields:{both}", "is the CountryField too; it would go twice.")]
            : (string[])[],
        .. profile.Signatures.Append(profile.RequestSignature).OfType<string>()
            .Where(name => ConnectorProfileOptions.FindSignature(name) is null)
            .Select(name => Fault(key, $"names a signature algorithm '{name}' that is not known; known are {Names(SignatureAlgorithm.All.Select(known => known.Name))}.")),
        .. profile.KeyTransports
            .Where(name => ConnectorProfileOptions.FindTransport(name) is not { IsAvailable: true })
            .Select(name => Fault($"{key}:KeyTransports", $"names '{name}', which this platform cannot open; known are {Names(KeyTransport.All.Select(known => known.Name))}.")),
        .. profile.Attributes.Keys
            .Where(name => ConnectorProfileOptions.FindAttribute(name) is null)
            .Select(name => Fault($"{key}:Attributes:{name}", "is no eIDAS attribute; use the last part of its URI.")),
        .. profile.Attributes.Values.Distinct(StringComparer.Ordinal).Count() != profile.Attributes.Count
            ? [Fault($"{key}:Attributes", "gives one name to two attributes.")]
            : (string[])[],
        .. profile.Levels.Values.SelectMany(names => names).GroupBy(name => name, StringComparer.Ordinal).Any(name => name.Count() > 1)
            ? [Fault($"{key}:Levels", "gives one name to two levels.")]
            : (string[])[],
        .. profile.CancelCodes.Any(string.IsNullOrWhiteSpace)
            ? [Fault($"{key}:CancelCodes", "has an empty entry; every failure would count as the citizen's wish.")]
            : (string[])[],
        .. profile.MinimumRsaKeySize < SmallestForeignRsaKey ? [Fault($"{key}:MinimumRsaKeySize", $"must be at least {SmallestForeignRsaKey}.")] : (string[])[],
        .. profile.MetadataLifetime is { } lifetime ? Positive($"{key}:MetadataLifetime", lifetime) : [],
    ];

    private static IEnumerable<string> FieldName(string key, string name) => name switch
    {
        _ when PostForm.ReservedFields.Contains(name) => [Fault(key, "is a field of SAML itself, which nothing may replace.")],
        "" => [Fault(key, "is empty; leave it out, or name a field.")],
        _ when !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') =>
            [Fault(key, "may have letters, digits, hyphens, underscores and dots only.")],
        _ => [],
    };

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static IEnumerable<string> Country(string key, string country) =>
        country.Length == 2 && country.All(char.IsAsciiLetterUpper) ? [] : [Fault(key, "must be a country code of two capital letters.")];

    private static IEnumerable<string> Positive(string key, TimeSpan value) =>
        value > TimeSpan.Zero && value <= LongestTime ? [] : [Fault(key, "must be more than zero and at most a year.")];

    private static IEnumerable<string> Contacts(ContactOptions contacts)
    {
        string?[] given = [contacts.OrganizationName, contacts.OrganizationUrl, contacts.SupportEmail, contacts.TechnicalEmail];
        return given.All(text => text is null) || given.All(text => !string.IsNullOrWhiteSpace(text))
            ? []
            : [Fault("Contacts", "must be given completely: OrganizationName, OrganizationUrl, SupportEmail, TechnicalEmail.")];
    }

    private static IEnumerable<string> Certificate(string key, string file) =>
        CertificateFile.IsGood(file) ? [] : [Fault(key, CertificateFile.Fault)];

    internal static string Fault(string key, string problem) => $"{EidasSamlOptions.Section}:{key} {problem}";
}
