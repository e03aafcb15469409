// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;

namespace OnceOnly.Eidas.Attributes;

/// <summary>All attributes of the eIDAS SAML Attribute Profile (1.2, with the additions of 1.4).</summary>
public static class EidasAttributes
{
    public const string NaturalPersonNamespace = "http://eidas.europa.eu/attributes/naturalperson";
    public const string LegalPersonNamespace = "http://eidas.europa.eu/attributes/legalperson";

    private static readonly EidasAttribute[] OfNaturalPersons =
    [
        Mandatory("PersonIdentifier", "PersonIdentifier", AttributeContent.Identifier),
        Mandatory("CurrentFamilyName", "FamilyName", AttributeContent.TransliteratedText),
        Mandatory("CurrentGivenName", "FirstName", AttributeContent.TransliteratedText),
        Mandatory("DateOfBirth", "DateOfBirth", AttributeContent.Date),
        Optional("BirthName", AttributeContent.TransliteratedText),
        Optional("PlaceOfBirth", AttributeContent.Text),
        Optional("CurrentAddress", AttributeContent.Address),
        Optional("Gender", AttributeContent.Gender),
        Optional("Nationality", AttributeContent.Country),
        Optional("CountryOfBirth", AttributeContent.Country),
        Optional("CountryOfResidence", AttributeContent.Country),
        Optional("TownOfBirth", AttributeContent.Text),
        Optional("PhoneNumber", AttributeContent.Text),
        Optional("EmailAddress", AttributeContent.Text),
    ];

    private static readonly EidasAttribute[] OfLegalPersons =
    [
        MandatoryLegal("LegalPersonIdentifier", AttributeContent.Identifier),
        MandatoryLegal("LegalName", AttributeContent.TransliteratedText),
        OptionalLegal("LegalPersonAddress", "LegalAddress", AttributeContent.Address),
        OptionalLegal("VATRegistrationNumber", "VATRegistration"),
        OptionalLegal("TaxReference"),
        OptionalLegal("D-2012-17-EUIdentifier"),
        OptionalLegal("LEI"),
        OptionalLegal("EORI"),
        OptionalLegal("SEED"),
        OptionalLegal("SIC"),
        OptionalLegal("LegalPhoneNumber"),
        OptionalLegal("LegalEmailAddress"),
    ];

    private static readonly FrozenDictionary<string, EidasAttribute> ByUri = OfNaturalPersons
        .Concat(OfLegalPersons)
        .SelectMany(attribute => (EidasAttribute[])[attribute, AsRepresentative(attribute)])
        .ToFrozenDictionary(attribute => attribute.Uri, StringComparer.Ordinal);

    /// <summary>The minimum data set of a natural person.</summary>
    public static IReadOnlyList<EidasAttribute> NaturalPersonMinimum { get; } =
        [.. OfNaturalPersons.Where(attribute => attribute.IsMandatory)];

    /// <summary>The minimum data set of a legal person.</summary>
    public static IReadOnlyList<EidasAttribute> LegalPersonMinimum { get; } =
        [.. OfLegalPersons.Where(attribute => attribute.IsMandatory)];

    /// <summary>Every known attribute, representative ones included.</summary>
    public static IReadOnlyCollection<EidasAttribute> All => ByUri.Values;

    /// <summary>Finds an attribute by its name on the wire; null for one the profile does not know.</summary>
    public static EidasAttribute? Find(string? uri) => uri is null ? null : ByUri.GetValueOrDefault(uri);

    /// <summary>Finds the attribute of a set by the last part of its URI.</summary>
    /// <exception cref="ArgumentException">The profile knows no such attribute.</exception>
    public static EidasAttribute Get(AttributeSet set, string localName) =>
        All.FirstOrDefault(attribute => attribute.Set == set && attribute.LocalName == localName)
        ?? throw new ArgumentException($"There is no attribute {localName} of {set}.", nameof(localName));

    private static EidasAttribute Mandatory(string localName, string friendlyName, AttributeContent content) =>
        new(AttributeSet.NaturalPerson, localName, friendlyName, content, IsMandatory: true);

    private static EidasAttribute Optional(string name, AttributeContent content) =>
        new(AttributeSet.NaturalPerson, name, name, content, IsMandatory: false);

    private static EidasAttribute MandatoryLegal(string name, AttributeContent content) =>
        new(AttributeSet.LegalPerson, name, name, content, IsMandatory: true);

    private static EidasAttribute OptionalLegal(
        string localName, string? friendlyName = null, AttributeContent content = AttributeContent.Text) =>
        new(AttributeSet.LegalPerson, localName, friendlyName ?? localName, content, IsMandatory: false);

    private static EidasAttribute AsRepresentative(EidasAttribute attribute) => attribute with
    {
        Set = attribute.Set == AttributeSet.NaturalPerson
            ? AttributeSet.RepresentativeNaturalPerson
            : AttributeSet.RepresentativeLegalPerson,
        FriendlyName = "Representative" + attribute.FriendlyName,
    };
}
