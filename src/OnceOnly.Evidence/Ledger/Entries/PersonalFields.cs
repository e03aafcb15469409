// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>What of an entry is personal. Stored only as a ciphertext under the person's log key.</summary>
public sealed record PersonalFields
{
    /// <summary>Identifier of the person it is about.</summary>
    public string? Subject { get; init; }

    /// <summary><c>natural</c> or <c>legal</c>.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>Identifier of who acted, when that is another.</summary>
    public string? Representative { get; init; }

    /// <summary>Their name, because the person may know who acted for them.</summary>
    public string? RepresentativeName { get; init; }

    /// <summary>Country whose eID was used.</summary>
    public string? Country { get; init; }

    /// <summary>When it answered.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>What arrived, with sizes and digests.</summary>
    public IReadOnlyList<LedgerDocument>? Documents { get; init; }

    /// <summary>A message that crossed a border, as it was; never the evidence beside it.</summary>
    public string? Message { get; init; }

    /// <summary>Where the citizen was to preview.</summary>
    public string? PreviewLocation { get; init; }

    internal static PersonalFields Of(AuthenticatedPerson person) => new()
    {
        Subject = person.Subject.Identifier,
        SubjectKind = person.Subject is LegalPerson ? "legal" : "natural",
        Representative = person.Representative?.Identifier,
        RepresentativeName = person.Representative is { } acting ? $"{acting.GivenName} {acting.FamilyName}" : null,
        Country = person.Country,
        AuthenticatedAt = person.AuthenticatedAt,
    };

    internal static PersonalFields Of(IEnumerable<DocumentInfo> documents) => new()
    {
        Documents = [.. documents.Select(document =>
            new LedgerDocument(document.MediaType, document.Size, Convert.ToBase64String(document.Sha256.Span)))],
    };
}
