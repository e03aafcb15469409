// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>Persons of whom everything is known.</summary>
internal static class Everybody
{
    public static EidasAddress Address { get; } = new()
    {
        PoBox = "1 & 2",
        LocatorDesignator = "22",
        LocatorName = "Casa <Azul>",
        CvaddressArea = "Salamanca",
        Thoroughfare = "Calle O'Donnell",
        PostName = "Madrid",
        AdminunitFirstline = "ES",
        AdminunitSecondline = "Comunidad de Madrid",
        PostCode = "28009",
    };

    public static EidasNaturalPerson Natural { get; } = Actors.Carmen with
    {
        BirthName = new TransliteratedText("Lopez", "López"),
        PlaceOfBirth = "Sevilla",
        CurrentAddress = Address,
        Gender = EidasGender.Female,
        Nationality = "ES",
        CountryOfBirth = "PT",
        CountryOfResidence = "FR",
        TownOfBirth = "Faro",
        PhoneNumber = "+34911234567",
        EmailAddress = "c@example.es",
    };

    public static EidasLegalPerson Legal { get; } = Actors.Bodegas with
    {
        Address = Address,
        VatRegistrationNumber = "vat",
        TaxReference = "tax",
        EuIdentifier = "euid",
        Lei = "lei",
        Eori = "eori",
        Seed = "seed",
        Sic = "sic",
        PhoneNumber = "+34900000000",
        EmailAddress = "b@example.es",
    };
}
