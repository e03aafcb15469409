// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Persons;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>A persona as an eIDAS node vouches for it.</summary>
internal static class PersonaData
{
    /// <param name="persona">Who.</param>
    /// <param name="destination">Country that the identifiers are for.</param>
    /// <param name="level">Level of the log-in.</param>
    public static Authentication Of(Persona persona, string destination, LevelOfAssurance level) => new()
    {
        Subject = persona.Subject switch
        {
            NaturalPerson person => Of(person, destination),
            LegalPerson company => Of(company, destination),
            _ => throw new InvalidOperationException($"Persona {persona.Key} is no person."),
        },
        Representative = persona.Representative is { } acting ? Of(acting, destination) : null,
        LevelOfAssurance = LevelOfAssuranceUri.Of(level),
    };

    private static EidasNaturalPerson Of(NaturalPerson person, string destination) => new(
        Identifier(person, destination),
        new TransliteratedText(person.FamilyName, person.OriginalFamilyName),
        new TransliteratedText(person.GivenName, person.OriginalGivenName),
        person.DateOfBirth)
    {
        BirthName = person.BirthName is { } birthName ? new TransliteratedText(birthName) : null,
        PlaceOfBirth = person.PlaceOfBirth,
    };

    private static EidasLegalPerson Of(LegalPerson company, string destination) =>
        new(Identifier(company, destination), new TransliteratedText(company.LegalName, company.OriginalLegalName));

    private static EidasIdentifier Identifier(Person person, string destination) =>
        EidasIdentifier.TryParse($"{person.Identifier[..3]}{destination}{person.Identifier[5..]}", out var identifier)
            ? identifier
            : throw new InvalidOperationException("A persona's identifier has not the form XX/YY/….");
}
