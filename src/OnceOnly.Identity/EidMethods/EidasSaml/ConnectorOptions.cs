// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>One eIDAS node or national connector.</summary>
public sealed class ConnectorOptions
{
    /// <summary>Country whose citizens log in there (Greece is <c>EL</c>); identifiers of others are refused.</summary>
    public string Country { get; set; } = string.Empty;

    /// <summary>
    /// The same for a connector that citizens of many countries go through, instead of <see cref="Country"/>. They choose
    /// theirs there, unless <see cref="ConnectorProfileOptions.CountryField"/> takes the choice along.
    /// </summary>
    public List<string> Countries { get; } = [];

    /// <summary>
    /// Country that the metadata name. <value>The default is <see cref="Country"/>; with <see cref="Countries"/> it is any
    /// that the pinned key signed.</value>
    /// </summary>
    public string? NodeCountry { get; set; }

    /// <summary>Name of the eID scheme, when it says more than the country does; needed where citizens choose their country there.</summary>
    public string? Name { get; set; }

    /// <summary>Name of the choice for companies; the choice is offered when it is given.</summary>
    public string? LegalPersonName { get; set; }

    /// <summary>Where the metadata are fetched, its own or a signed list that it is in; or give <see cref="MetadataFile"/>.</summary>
    public Uri? MetadataUrl { get; set; }

    /// <summary>A file with the metadata; read again as often as an address would be.</summary>
    public string? MetadataFile { get; set; }

    /// <summary>entityID the metadata must have. <value>The default is <see cref="MetadataUrl"/>.</value></summary>
    public string? EntityId { get; set; }

    /// <summary>Files of certificates, all of whose keys may sign the metadata. Nothing else makes them believed.</summary>
    public List<string> MetadataCertificateFiles { get; } = [];

    /// <summary>Authorities that may have issued the TLS certificate of <see cref="MetadataUrl"/>, instead of the machine's.</summary>
    public string? TrustedAuthoritiesFile { get; set; }

    /// <summary>How often the metadata are looked at for news.</summary>
    public TimeSpan MetadataRefresh { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Metadata that end then or later are taken although ones that end later were known: for a publisher who shortened
    /// their validity and confirmed it over another channel. Earlier ones stay refused. In the past it has no effect.
    /// </summary>
    public DateTimeOffset? AcceptMetadataEndingFrom { get; set; }

    /// <summary>How it differs from an eIDAS node.</summary>
    public ConnectorProfileOptions Profile { get; } = new();

    /// <summary>Our name in requests to this node, when it is not <see cref="EidasSamlOptions.ProviderName"/>.</summary>
    public string? ProviderName { get; set; }

    /// <summary>Names the relying party behind us: a URI. Nodes may want it, and those that speak eIDAS want it of the private sector.</summary>
    public string? RequesterId { get; set; }

    /// <summary>One of the three formats eIDAS knows. It is never the identity.</summary>
    public string NameIdFormat { get; set; } = Eidas.Saml.NameIdFormat.Unspecified;

    /// <summary>Level asked for at least, whatever the log-in needs.</summary>
    public LevelOfAssurance RequestedLevel { get; set; } = LevelOfAssurance.Low;

    /// <summary>Best level of the country's notified eIDs; more is not offered, nor believed where metadata declare none.</summary>
    public LevelOfAssurance HighestLevel { get; set; } = LevelOfAssurance.High;

    internal IReadOnlyList<string> Origins => Countries.Count > 0 ? Countries : [Country];

    internal string? PinnedNodeCountry => NodeCountry ?? (Countries.Count > 0 ? null : Country);

    internal string? PinnedEntityId => EntityId ?? MetadataUrl?.OriginalString;
}
