// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

/// <summary>A natural person; what is not in the constructor is optional in the data set.</summary>
public sealed record EidasNaturalPerson(
    EidasIdentifier Identifier,
    TransliteratedText FamilyName,
    TransliteratedText GivenName,
    DateOnly DateOfBirth) : EidasPerson(Identifier)
{
    public TransliteratedText? BirthName { get; init; }

    public string? PlaceOfBirth { get; init; }

    public EidasAddress? CurrentAddress { get; init; }

    public EidasGender? Gender { get; init; }

    public string? Nationality { get; init; }

    public string? CountryOfBirth { get; init; }

    public string? CountryOfResidence { get; init; }

    public string? TownOfBirth { get; init; }

    public string? PhoneNumber { get; init; }

    public string? EmailAddress { get; init; }
}
