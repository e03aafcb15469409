// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Serving;

namespace OnceOnly.Oots.Providing;

/// <summary>What is served to other Member States (<c>Oots:Providing</c>).</summary>
public sealed class ProvidingOptions
{
    public const string Section = "Oots:Providing";

    /// <summary>Our country (Greece is <c>EL</c>): identifiers of log-ins here are made for it.</summary>
    public string Country { get; set; } = string.Empty;

    /// <summary>Where preview links start; the token follows. The host sets it to its own pages.</summary>
    public Uri? PreviewAddress { get; set; }

    /// <summary>By a name of ours.</summary>
    public Dictionary<string, DataServiceOptions> DataServices { get; } = new(StringComparer.Ordinal);

    /// <summary>Where browsers may be sent back to without being told the host.</summary>
    public IList<RequesterOptions> Requesters { get; } = [];

    /// <summary>T1: how long a requester waits for the first answer.</summary>
    public TimeSpan FirstRoundTrip { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>T2: how long it waits for the person to come.</summary>
    public TimeSpan FollowLink { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>T3: how long it waits for the decision then.</summary>
    public TimeSpan Decide { get; set; } = TimeSpan.FromMinutes(40);
}

/// <summary>One data service, as the Data Service Directory publishes it, and the domestic registry behind it.</summary>
public sealed class DataServiceOptions
{
    /// <summary>UUID of its record in the Data Service Directory.</summary>
    public string RecordId { get; set; } = string.Empty;

    /// <summary>The evidence type: an address in the semantic repository.</summary>
    public string Classification { get; set; } = string.Empty;

    /// <summary>What it is called, by language.</summary>
    public Dictionary<string, string> Titles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The authority that issues it.</summary>
    public AgentOptions Agent { get; set; } = new();

    /// <summary>Identifier of the provider in <c>Registries</c>.</summary>
    public string Provider { get; set; } = string.Empty;

    /// <summary>Identifier of the evidence type in <c>Registries</c>.</summary>
    public string EvidenceType { get; set; } = string.Empty;

    public SubjectKind Subject { get; set; } = SubjectKind.NaturalPerson;

    /// <summary>Level the log-in must have reached, there and here.</summary>
    public LevelOfAssurance LevelOfAssurance { get; set; } = LevelOfAssurance.Substantial;

    /// <summary>Countries, or access points of <see cref="ProvidingOptions.Requesters"/>, whose law dispenses with the preview.</summary>
    public IList<string> WithoutPreview { get; } = [];

    /// <summary>Countries, or access points of <see cref="ProvidingOptions.Requesters"/>, whose law dispenses with the explicit request.</summary>
    public IList<string> WithoutExplicitRequest { get; } = [];

    /// <summary>The forms it is given in, the preferred one first.</summary>
    public IList<FormatOptions> Formats { get; } = [];
}

/// <summary>An authority.</summary>
public sealed class AgentOptions
{
    public string Scheme { get; set; } = string.Empty;

    public string Identifier { get; set; } = string.Empty;

    /// <summary>By language.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its country, where it is not ours.</summary>
    public string? Country { get; set; }
}

/// <summary>One form of the evidence.</summary>
public sealed class FormatOptions
{
    /// <summary>Media type.</summary>
    public string Format { get; set; } = string.Empty;

    /// <summary>The data model of a structured format.</summary>
    public string? ConformsTo { get; set; }

    /// <summary>Language it is issued in.</summary>
    public string? Language { get; set; }

    /// <summary>Which of the registry's documents it consists of; none: each of this media type is an evidence of its own.</summary>
    public IList<PieceOptions> Documents { get; } = [];
}

/// <summary>One of the registry's documents.</summary>
public sealed class PieceOptions
{
    /// <summary>Its place in the registry's list, from 1.</summary>
    public int Number { get; set; }

    /// <summary>What it is. Others than the main evidence belong to the one before them in this list.</summary>
    public PieceKind Kind { get; set; }

    public string? Language { get; set; }
}

/// <summary>A requester's access point and its portals.</summary>
public sealed class RequesterOptions
{
    /// <summary>Identifier of the access point.</summary>
    public string Party { get; set; } = string.Empty;

    /// <summary>https origins.</summary>
    public IList<string> ReturnOrigins { get; } = [];
}
