// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Evidence.Persons;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>How a connector differs from the eIDAS profile (<c>Connectors:ID:Profile</c>). Left out, it is an eIDAS node.</summary>
public sealed class ConnectorProfileOptions
{
    /// <summary>How requests travel.</summary>
    public RequestBinding Binding { get; set; } = RequestBinding.Post;

    /// <summary>Form field, or query parameter, that carries the country the citizen chose with us; null for none.</summary>
    public string? CountryField { get; set; }

    /// <summary>By name: fields, or query parameters, that always go beside the request.</summary>
    public Dictionary<string, string> FormFields { get; } = [];

    /// <summary>
    /// Signatures it may make, by the last part of their URI: <c>rsa-sha256</c>, <c>sha256-rsa-MGF1</c>, <c>ecdsa-sha256</c>, …
    /// <value>Empty means those of eIDAS, without RSA PKCS#1.</value>
    /// </summary>
    public List<string> Signatures { get; } = [];

    /// <summary>How we sign requests to it. <value>The default fits our key: RSA-PSS or ECDSA.</value></summary>
    public string? RequestSignature { get; set; }

    /// <summary>Smallest RSA key it may sign with, in bits.</summary>
    public int MinimumRsaKeySize { get; set; } = 3072;

    /// <summary>
    /// Forms of RSA-OAEP it may use: <c>rsa-oaep-sha256</c>, <c>rsa-oaep-sha256-mgf1-sha1</c>, <c>rsa-oaep-sha1</c>.
    /// <value>Empty means the first.</value>
    /// </summary>
    public List<string> KeyTransports { get; } = [];

    /// <summary>Whether its assertion may stand in the signed Response in clear text.</summary>
    public bool PlainAssertion { get; set; }

    /// <summary>Whether requests carry the eIDAS extensions (sector and requested attributes).</summary>
    public bool EidasExtensions { get; set; } = true;

    /// <summary>Whether the RequesterId stands in these extensions instead of samlp:Scoping; the start then fails without one.</summary>
    public bool RequesterIdInExtensions { get; set; }

    /// <summary>Whether it insists on a ProviderName; the start then fails without one.</summary>
    public bool ProviderNameRequired { get; set; }

    /// <summary>Whether its identifiers come without the two countries.</summary>
    public bool NationalIdentifiers { get; set; }

    /// <summary>What means that the citizen cancelled there: second-level status codes, or texts that StatusMessage contains.</summary>
    public List<string> CancelCodes { get; } = [];

    /// <summary>By level, <c>Low</c>, <c>Substantial</c>, <c>High</c>: what it calls them.</summary>
    public Dictionary<LevelOfAssurance, List<string>> Levels { get; } = [];

    /// <summary>By the last part of the eIDAS URI, for example <c>CurrentFamilyName</c>: what it calls the attribute.</summary>
    public Dictionary<string, string> Attributes { get; } = [];

    /// <summary>How long its metadata may be used when they do not say; without it such metadata are refused.</summary>
    public TimeSpan? MetadataLifetime { get; set; }

    private SignatureProfile SignatureProfile => SignatureProfile.Eidas with
    {
        Algorithms = Signatures.Count == 0 ? SignatureProfile.Eidas.Algorithms : [.. Signatures.Select(FindSignature).OfType<SignatureAlgorithm>()],
        MinimumRsaKeySize = MinimumRsaKeySize,
    };

    internal ConnectorProfile ToProfile() => new()
    {
        Signatures = SignatureProfile,
        Encryption = KeyTransports.Count == 0
            ? EncryptionProfile.Eidas
            : EncryptionProfile.Eidas with { KeyTransports = [.. KeyTransports.Select(FindTransport).OfType<KeyTransport>()] },
        AllowsPlainAssertion = PlainAssertion,
        CancelCodes = CancelCodes,
        LevelNames = Levels
            .SelectMany(level => level.Value.Select(name => KeyValuePair.Create(name, (AssuranceLevel)level.Key)))
            .ToDictionary(StringComparer.Ordinal),
        AttributeNames = Attributes.ToDictionary(name => name.Value, name => FindAttribute(name.Key)!, StringComparer.Ordinal),
        SendsNationalIdentifiers = NationalIdentifiers,
        UnderstandsEidasExtensions = EidasExtensions,
        RequesterIdInExtensions = RequesterIdInExtensions,
        Binding = Binding,
    };

    internal static SignatureAlgorithm? FindSignature(string name) => SignatureAlgorithm.All.FirstOrDefault(known => known.Name == name);

    internal static KeyTransport? FindTransport(string name) => KeyTransport.All.FirstOrDefault(known => known.Name == name);

    internal static EidasAttribute? FindAttribute(string name) => EidasAttributes.All.FirstOrDefault(
        known => known.LocalName == name && known.Set is AttributeSet.NaturalPerson or AttributeSet.LegalPerson);
}
