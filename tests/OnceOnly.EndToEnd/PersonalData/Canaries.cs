// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.EndToEnd.PersonalData;

/// <summary>Everything personal about the personas that cannot stand in a log for another reason.</summary>
internal static class Canaries
{
    private const int ShortestName = 4;

    // Family names that say what the persona is there to show, and are ordinary words of any log.
    private static readonly HashSet<string> OrdinaryWords =
        new(StringComparer.Ordinal) { "Slow", "Error", "Broken", "Wrong", "Unknown", "Double", "Huge", "Later" };

    // From the registries' records: a street, and their own keys of a person.
    private static readonly string[] Records = ["Ακτή Μιαούλη", "B-1001", "R-1001", "LP-5001"];

    public static IReadOnlyList<Canary> All { get; } =
        [.. PilotPersonas.All.SelectMany(Of).Concat(Records).Distinct(StringComparer.Ordinal).Select(value => new Canary(value))];

    private static IEnumerable<string> Of(Persona persona) => persona.Subject switch
    {
        NaturalPerson person => Of(person),
        LegalPerson company => [company.Identifier, company.LegalName, company.OriginalLegalName!, .. Of(persona.Representative!)],
        _ => [],
    };

    private static IEnumerable<string> Of(NaturalPerson person)
    {
        yield return person.Identifier;
        yield return person.DateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string?[] names = [person.FamilyName, person.GivenName, person.OriginalFamilyName, person.OriginalGivenName, person.PlaceOfBirth];
        foreach (var name in names.OfType<string>().Where(name => name.Length >= ShortestName && !OrdinaryWords.Contains(name)))
        {
            yield return name;
        }
    }
}
