// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Persons;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Who logs in.</summary>
internal static class Personas
{
    public static EidasNaturalPerson Carmen { get; } = Person("ES/EL/1");

    public static EidasNaturalPerson Person(string identifier) => new(
        Identifier(identifier), new TransliteratedText("Garcia"), new TransliteratedText("Carmen"), new DateOnly(1980, 2, 29));

    public static EidasLegalPerson Company(string identifier) => new(Identifier(identifier), new TransliteratedText("Bodegas"));

    /// <summary>A log-in at the highest level.</summary>
    public static Authentication LoggedIn(this EidasPerson subject, EidasPerson? representative = null) => new()
    {
        Subject = subject,
        Representative = representative,
        LevelOfAssurance = "http://eidas.europa.eu/LoA/high",
    };

    private static EidasIdentifier Identifier(string text) =>
        EidasIdentifier.TryParse(text, out var identifier) ? identifier : throw new ArgumentException(text, nameof(text));
}
