// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>The minimum data set of a natural person (CIR (EU) 2015/1501, annex), in Latin script.</summary>
public sealed record NaturalPerson(string Identifier, string FamilyName, string GivenName, DateOnly DateOfBirth)
    : Person(Identifier)
{
    /// <summary>Family name in its original script, when the eID gave both.</summary>
    public string? OriginalFamilyName { get; init; }

    /// <summary>Given name in its original script, when the eID gave both.</summary>
    public string? OriginalGivenName { get; init; }

    public string? BirthName { get; init; }

    public string? PlaceOfBirth { get; init; }
}
