// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Profiles;

/// <summary>
/// How one node or national connector speaks, where that differs from the eIDAS SAML profile. The defaults are that
/// profile; whatever is loosened is loosened for this one counterpart, by whoever configures it.
/// </summary>
public sealed record ConnectorProfile
{
    /// <summary>An eIDAS node.</summary>
    public static ConnectorProfile Eidas { get; } = new();

    /// <summary>Signatures it may make on answers.</summary>
    public SignatureProfile Signatures { get; init; } = SignatureProfile.Eidas;

    /// <summary>Signatures its metadata may bear: whoever publishes them may sign better than the connector itself.</summary>
    public SignatureProfile MetadataSignatures => Signatures with
    {
        Algorithms = [.. SignatureProfile.Eidas.Algorithms.Union(Signatures.Algorithms)],
        AllowsWholeDocument = true,
    };

    /// <summary>How it may encrypt assertions.</summary>
    public EncryptionProfile Encryption { get; init; } = EncryptionProfile.Eidas;

    /// <summary>Whether its one assertion may stand in the signed Response in clear text.</summary>
    public bool AllowsPlainAssertion { get; init; }

    /// <summary>
    /// What says that the citizen cancelled, beside RequestDenied: a second-level status code, or a text within
    /// StatusMessage. Only a failure is ever read so.
    /// </summary>
    public IReadOnlyCollection<string> CancelCodes { get; init; } = [];

    /// <summary>Its names for levels of assurance, beside the eIDAS URIs; requests then name these.</summary>
    public IReadOnlyDictionary<string, AssuranceLevel> LevelNames { get; init; } =
        new Dictionary<string, AssuranceLevel>(StringComparer.Ordinal);

    /// <summary>Its names for attributes, beside the eIDAS URIs.</summary>
    public IReadOnlyDictionary<string, EidasAttribute> AttributeNames { get; init; } =
        new Dictionary<string, EidasAttribute>(StringComparer.Ordinal);

    /// <summary>
    /// Whether identifiers come without countries, as the number a country gives its own people. Origin and destination
    /// of what is expected are then put before them.
    /// </summary>
    public bool SendsNationalIdentifiers { get; init; }

    /// <summary>Whether requests carry eidas:SPType and eidas:RequestedAttributes; others than eIDAS nodes may refuse them.</summary>
    public bool UnderstandsEidasExtensions { get; init; } = true;

    /// <summary>Whether the relying party is named in the eIDAS extensions (eidas:RequesterID) instead of samlp:Scoping.</summary>
    public bool RequesterIdInExtensions { get; init; }

    /// <summary>How requests travel.</summary>
    public RequestBinding Binding { get; init; } = RequestBinding.Post;

    /// <summary>The level behind a URI, as an eIDAS URI where the profile has a name for it.</summary>
    internal string LevelUri(string uri) => LevelNames.TryGetValue(uri, out var level) ? AssuranceLevelUri.Of(level) : uri;

    /// <summary>The attribute behind a name; null for one nobody knows.</summary>
    internal EidasAttribute? FindAttribute(string? name) =>
        name is not null && AttributeNames.TryGetValue(name, out var attribute) ? attribute : EidasAttributes.Find(name);
}
