// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Pilot.Personas;

/// <summary>All personas. Each stands for one way in which the registries answer; their records are in <c>wiremock/</c>.</summary>
public static class PilotPersonas
{
    public static Persona Maria { get; } = new(
        "maria", "EL", "All goes well. Greek script with its Latin transliteration.",
        new NaturalPerson("EL/EL/1001", "Papadopoulou", "Maria", new DateOnly(1985, 3, 14))
        {
            OriginalFamilyName = "Παπαδοπούλου",
            OriginalGivenName = "Μαρία",
            PlaceOfBirth = "Piraeus",
        });

    public static Persona Sean { get; } = new(
        "sean", "FI", "All goes well. An apostrophe and an accent in the name.",
        new NaturalPerson("FI/EL/2002", "O'Brien", "Seán", new DateOnly(1990, 7, 1)));

    public static Persona Li { get; } = new(
        "li", "SE", "All goes well. A family name of one letter.",
        new NaturalPerson("SE/EL/3003", "Å", "Li", new DateOnly(1979, 12, 31)));

    public static Persona Nikos { get; } = new(
        "nikos", "EL", "The registry takes three seconds.",
        new NaturalPerson("EL/EL/1004", "Slow", "Nikos", new DateOnly(1988, 1, 4)));

    public static Persona Eleni { get; } = new(
        "eleni", "EL", "The registry fails (500).",
        new NaturalPerson("EL/EL/1005", "Error", "Eleni", new DateOnly(1991, 5, 5)));

    public static Persona Petros { get; } = new(
        "petros", "EL", "The registry sends a document that cannot be read.",
        new NaturalPerson("EL/EL/1006", "Broken", "Petros", new DateOnly(1969, 6, 6)));

    public static Persona Anna { get; } = new(
        "anna", "EL", "The registry answers about somebody else.",
        new NaturalPerson("EL/EL/1007", "Wrong", "Anna", new DateOnly(1977, 7, 7)));

    public static Persona Ioannis { get; } = new(
        "ioannis", "EL", "No registry knows this person.",
        new NaturalPerson("EL/EL/1008", "Unknown", "Ioannis", new DateOnly(1958, 8, 8)));

    public static Persona Dora { get; } = new(
        "dora", "EL", "The registries hold two records.",
        new NaturalPerson("EL/EL/1009", "Double", "Dora", new DateOnly(1999, 9, 9)));

    public static Persona Hugo { get; } = new(
        "hugo", "EL", "The birth certificate has 50 MB.",
        new NaturalPerson("EL/EL/1010", "Huge", "Hugo", new DateOnly(1980, 10, 10)));

    public static Persona Lina { get; } = new(
        "lina", "EL", "The registry has the evidence later.",
        new NaturalPerson("EL/EL/1011", "Later", "Lina", new DateOnly(2001, 11, 11)));

    public static Persona Aino { get; } = new(
        "aino", "FI", "The Finnish pension centre has her record later.",
        new NaturalPerson("FI/EL/201161", "Mäkelä", "Aino", new DateOnly(1961, 2, 3)));

    public static Persona Eero { get; } = new(
        "eero", "FI", "No registry knows this person, neither here nor in Finland.",
        new NaturalPerson("FI/EL/201270", "Tuntematon", "Eero", new DateOnly(1970, 4, 5)));

    public static Persona AegeanFerries { get; } = new(
        "aegean", "EL", "A company, represented by Maria. All goes well.",
        new LegalPerson("EL/EL/LP-5001", "Aegean Ferries SA") { OriginalLegalName = "Αιγαίο Φέρις ΑΕ" },
        (NaturalPerson)Maria.Subject);

    public static IReadOnlyList<Persona> All { get; } =
        [Maria, Sean, Li, Nikos, Eleni, Petros, Anna, Ioannis, Dora, Hugo, Lina, Aino, Eero, AegeanFerries];

    public static Persona? Find(string key) =>
        All.FirstOrDefault(persona => string.Equals(persona.Key, key, StringComparison.Ordinal));
}
