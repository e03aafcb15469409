// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Persons;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>A persona as an eIDAS node vouches for it.</summary>
internal static class PersonaData
{
    public static Authentication Of(Persona persona, LevelOfAssurance level) => new()
    {
        Subject = persona.Subject switch
        {
            NaturalPerson person => Of(person),
            LegalPerson company => Of(company),
            _ => throw new InvalidOperationException($"Persona {persona.Key} is no person."),
        },
        Representative = persona.Representative is { } acting ? Of(acting) : null,
        LevelOfAssurance = LevelOfAssuranceUri.Of(level),
    };

    private static EidasNaturalPerson Of(NaturalPerson person) => new(
        Identifier(person),
        new TransliteratedText(person.FamilyName, person.OriginalFamilyName),
        new TransliteratedText(person.GivenName, person.OriginalGivenName),
        person.DateOfBirth)
    {
        BirthName = person.BirthName is { } birthName ? new TransliteratedText(birthName) : null,
        PlaceOfBirth = person.PlaceOfBirth,
    };

    private static EidasLegalPerson Of(LegalPerson company) =>
        new(Identifier(company), new TransliteratedText(company.LegalName, company.OriginalLegalName));

    private static EidasIdentifier Identifier(Person person) => EidasIdentifier.TryParse(person.Identifier, out var identifier)
        ? identifier
        : throw new InvalidOperationException("A persona's identifier has not the form XX/YY/….");
}
