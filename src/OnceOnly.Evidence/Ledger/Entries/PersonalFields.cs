// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>Who did it, for whom. Stored only as a ciphertext under the person's log key.</summary>
/// <param name="Subject">Identifier of the person it is about.</param>
/// <param name="SubjectKind"><c>natural</c> or <c>legal</c>.</param>
/// <param name="Representative">Identifier of who acted, when that is another.</param>
/// <param name="Country">Country whose eID was used.</param>
/// <param name="AuthenticatedAt">When it answered.</param>
public sealed record PersonalFields(
    string Subject,
    string SubjectKind,
    string? Representative,
    string Country,
    DateTimeOffset AuthenticatedAt)
{
    internal static PersonalFields Of(AuthenticatedPerson person) => new(
        person.Subject.Identifier,
        person.Subject is LegalPerson ? "legal" : "natural",
        person.Representative?.Identifier,
        person.Country,
        person.AuthenticatedAt);
}
