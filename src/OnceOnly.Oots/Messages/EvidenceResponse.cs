// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>An answer with evidence, or with the promise of it (chapter 4.5.2).</summary>
public sealed record EvidenceResponse : EdmMessage
{
    /// <summary>A UUID without prefix.</summary>
    public required string Id { get; init; }

    /// <summary>The request's id exactly as it came.</summary>
    public required string RequestId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When a new request makes sense; not null exactly for a deferral.</summary>
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>Exactly one is classified <c>EP</c>.</summary>
    public required IReadOnlyList<OotsAgent> Providers { get; init; }

    public required OotsAgent Requester { get; init; }

    /// <summary>Empty for a deferral, and when the user declined everything.</summary>
    public required IReadOnlyList<EvidencePackage> Packages { get; init; }
}

/// <summary>One evidence with what belongs to it; up to 1.2 a main document alone.</summary>
/// <param name="Id"><c>urn:uuid:</c> and a UUID, the same for evidences that came in one package; null up to 1.2.</param>
/// <param name="Main">The evidence itself.</param>
public sealed record EvidencePackage(string? Id, EvidenceDocument Main)
{
    public IReadOnlyList<SupplementaryDocument> Supplements { get; init; } = [];
}

/// <summary>A document beside the main one.</summary>
/// <param name="Kind"><c>Annex</c>, <c>HumanReadableVersion</c> or <c>Translation</c>.</param>
/// <param name="Document">The document.</param>
public sealed record SupplementaryDocument(string Kind, EvidenceDocument Document);

/// <summary>What is said about a document that travels beside the message.</summary>
/// <param name="Id"><c>urn:uuid:</c> and a UUID.</param>
/// <param name="ContentId">Reference to the part that holds the document, with <c>cid:</c>.</param>
/// <param name="Title">Title of the reference.</param>
/// <param name="Metadata">What the document is.</param>
public sealed record EvidenceDocument(string Id, string ContentId, string Title, EvidenceMetadata Metadata)
{
    /// <summary>Content-ID of that part: what the reference says percent-encoded (RFC 2392), as it is.</summary>
    public string PartId => Uri.UnescapeDataString(ContentId.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? ContentId[4..] : ContentId);
}

/// <summary>What a document is; all but the identifier and the distribution belong to a main evidence only.</summary>
/// <param name="Identifier">A UUID.</param>
public sealed record EvidenceMetadata(string Identifier)
{
    public OotsPerson? Subject { get; init; }

    public OotsAgent? IssuingAuthority { get; init; }

    public ConformantType? Type { get; init; }

    public DateOnly? IssuingDate { get; init; }

    public EvidenceDistribution? Distribution { get; init; }

    public ValidityPeriod? Validity { get; init; }
}

/// <summary>The evidence type a document is of.</summary>
public sealed record ConformantType(string Classification, IReadOnlyList<OotsText> Titles)
{
    public IReadOnlyList<OotsText> Descriptions { get; init; } = [];
}

/// <summary>The form a document has.</summary>
public sealed record EvidenceDistribution(string Format)
{
    public IReadOnlyList<string> Languages { get; init; } = [];

    public string? ConformsTo { get; init; }
}

/// <summary>First and last day of validity.</summary>
public sealed record ValidityPeriod(DateOnly Start, DateOnly End);
