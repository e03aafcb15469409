// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Registries.Tests;

internal static class People
{
    public static NaturalPerson Maria { get; } = new("EL/EL/1001", "Papadopoulou", "Maria", new DateOnly(1985, 3, 14))
    {
        OriginalFamilyName = "Παπαδοπούλου",
        OriginalGivenName = "Μαρία",
    };

    public static LegalPerson Ferries { get; } = new("EL/EL/LP-5001", "Aegean Ferries SA");

    public static AuthenticatedPerson LoggedIn(Person subject) =>
        new(subject, null, LevelOfAssurance.High, "EL", new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
}
