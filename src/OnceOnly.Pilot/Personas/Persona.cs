// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Pilot.Personas;

/// <summary>Somebody invented who can log in at the pilot's eIDAS node and whom the pilot registries know, or do not.</summary>
/// <param name="Key">Short and stable, as in addresses and at the command line: <c>maria</c>.</param>
/// <param name="Country">Country whose eID is used; <c>EL</c> is Greece.</param>
/// <param name="Description">What the persona is there to show.</param>
/// <param name="Subject">Whom evidence will be about: the persona, or the company that it acts for.</param>
/// <param name="Representative">The natural person who acts, when the subject is a company.</param>
/// <param name="LevelOfAssurance">Level that the log-in reaches.</param>
public sealed record Persona(
    string Key,
    string Country,
    string Description,
    Person Subject,
    NaturalPerson? Representative = null,
    LevelOfAssurance LevelOfAssurance = LevelOfAssurance.High)
{
    /// <summary>What a citizen would say who it is, for lists and pages.</summary>
    public string DisplayName => Subject switch
    {
        NaturalPerson person => $"{person.GivenName} {person.FamilyName}",
        LegalPerson company => $"{company.LegalName} ({Representative?.GivenName} {Representative?.FamilyName})",
        _ => Key,
    };

    /// <summary>The outcome of this persona's log-in at the given time.</summary>
    public AuthenticatedPerson At(DateTimeOffset authenticatedAt) =>
        new(Subject, Representative, LevelOfAssurance, Country, authenticatedAt);
}
