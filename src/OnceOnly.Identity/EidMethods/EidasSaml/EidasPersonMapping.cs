// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>From the eIDAS data set to the person the gateway knows: only what it needs.</summary>
internal static class EidasPersonMapping
{
    /// <param name="response">The answer.</param>
    /// <param name="origins">Countries it may come from, as we write them.</param>
    /// <exception cref="InvalidCastException">A company acts.</exception>
    /// <exception cref="InvalidOperationException">The level or the country is none that was asked for; the validator lets none such pass.</exception>
    public static AuthenticatedPerson Map(AcceptedResponse response, IEnumerable<string> origins) => new(
        response.Subject switch
        {
            EidasNaturalPerson person => Map(person),
            EidasLegalPerson company => new LegalPerson(company.Identifier.Value, company.LegalName.Latin)
            {
                OriginalLegalName = company.LegalName.Original,
            },
            _ => throw new InvalidOperationException("Neither a natural nor a legal person."),
        },
        response.Representative is null ? null : Map((EidasNaturalPerson)response.Representative),
        (LevelOfAssurance)(response.NotifiedLevel ?? throw new InvalidOperationException("Not a notified level of assurance.")),
        origins.First(origin => CountryCode.AreSame(origin, response.Country)),
        response.AuthenticatedAt);

    private static NaturalPerson Map(EidasNaturalPerson person) =>
        new(person.Identifier.Value, person.FamilyName.Latin, person.GivenName.Latin, person.DateOfBirth)
        {
            OriginalFamilyName = person.FamilyName.Original,
            OriginalGivenName = person.GivenName.Original,
            BirthName = person.BirthName?.Latin,
            PlaceOfBirth = person.PlaceOfBirth,
        };
}
