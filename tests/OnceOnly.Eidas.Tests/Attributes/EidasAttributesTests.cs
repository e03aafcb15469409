// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Attributes;
using static OnceOnly.Eidas.Attributes.AttributeContent;

namespace OnceOnly.Eidas.Tests.Attributes;

public class EidasAttributesTests
{
    private const string Natural = "http://eidas.europa.eu/attributes/naturalperson";
    private const string Legal = "http://eidas.europa.eu/attributes/legalperson";

    // The tables of the Attribute Profile: local name, FriendlyName, content, whether mandatory.
    private static readonly (string Local, string Friendly, AttributeContent Content, bool Mandatory)[] OfNatural =
    [
        ("PersonIdentifier", "PersonIdentifier", Identifier, true),
        ("CurrentFamilyName", "FamilyName", TransliteratedText, true),
        ("CurrentGivenName", "FirstName", TransliteratedText, true),
        ("DateOfBirth", "DateOfBirth", Date, true),
        ("BirthName", "BirthName", TransliteratedText, false),
        ("PlaceOfBirth", "PlaceOfBirth", AttributeContent.Text, false),
        ("CurrentAddress", "CurrentAddress", Address, false),
        ("Gender", "Gender", Gender, false),
        ("Nationality", "Nationality", Country, false),
        ("CountryOfBirth", "CountryOfBirth", Country, false),
        ("CountryOfResidence", "CountryOfResidence", Country, false),
        ("TownOfBirth", "TownOfBirth", AttributeContent.Text, false),
        ("PhoneNumber", "PhoneNumber", AttributeContent.Text, false),
        ("EmailAddress", "EmailAddress", AttributeContent.Text, false),
    ];

    private static readonly (string Local, string Friendly, AttributeContent Content, bool Mandatory)[] OfLegal =
    [
        ("LegalPersonIdentifier", "LegalPersonIdentifier", Identifier, true),
        ("LegalName", "LegalName", TransliteratedText, true),
        ("LegalPersonAddress", "LegalAddress", Address, false),
        ("VATRegistrationNumber", "VATRegistration", AttributeContent.Text, false),
        ("TaxReference", "TaxReference", AttributeContent.Text, false),
        ("D-2012-17-EUIdentifier", "D-2012-17-EUIdentifier", AttributeContent.Text, false),
        ("LEI", "LEI", AttributeContent.Text, false),
        ("EORI", "EORI", AttributeContent.Text, false),
        ("SEED", "SEED", AttributeContent.Text, false),
        ("SIC", "SIC", AttributeContent.Text, false),
        ("LegalPhoneNumber", "LegalPhoneNumber", AttributeContent.Text, false),
        ("LegalEmailAddress", "LegalEmailAddress", AttributeContent.Text, false),
    ];

    [Fact]
    public void every_attribute_of_the_profile_is_known_under_its_URI()
    {
        var expected = new List<string>();
        foreach (var (local, friendly, content, mandatory) in OfNatural)
        {
            expected.Add($"{Natural}/{local} {friendly} {local}Type of {Natural}: NaturalPerson {content} {mandatory}");
            expected.Add($"{Natural}/representative/{local} Representative{friendly} {local}Type of {Natural}/representative: RepresentativeNaturalPerson {content} {mandatory}");
        }

        foreach (var (local, friendly, content, mandatory) in OfLegal)
        {
            expected.Add($"{Legal}/{local} {friendly} {local}Type of {Legal}: LegalPerson {content} {mandatory}");
            expected.Add($"{Legal}/representative/{local} Representative{friendly} {local}Type of {Legal}/representative: RepresentativeLegalPerson {content} {mandatory}");
        }

        EidasAttributes.All
            .Select(known => $"{known.Uri} {known.FriendlyName} {known.TypeName} of {known.Namespace}: {known.Set} {known.Content} {known.IsMandatory}")
            .ShouldBe(expected, ignoreOrder: true);
        EidasAttributes.All.ShouldAllBe(known => EidasAttributes.Find(known.Uri) == known);
    }

    [Fact]
    public void what_the_profile_does_not_know_is_not_found()
    {
        EidasAttributes.Find(null).ShouldBeNull();
        EidasAttributes.Find("FamilyName").ShouldBeNull();
        EidasAttributes.Find(Natural + "/currentfamilyname").ShouldBeNull();
        EidasAttributes.Get(AttributeSet.LegalPerson, "LEI").Uri.ShouldBe(Legal + "/LEI");
        Should.Throw<ArgumentException>(() => EidasAttributes.Get(AttributeSet.NaturalPerson, "LEI"))
            .Message.ShouldStartWith("There is no attribute LEI of NaturalPerson.");
    }

    [Fact]
    public void the_minimum_data_sets_are_asked_for_as_required()
    {
        RequestedAttribute.NaturalPerson.Select(asked => (asked.Attribute.LocalName, asked.Attribute.Set, asked.IsRequired)).ShouldBe(
        [
            ("PersonIdentifier", AttributeSet.NaturalPerson, true), ("CurrentFamilyName", AttributeSet.NaturalPerson, true),
            ("CurrentGivenName", AttributeSet.NaturalPerson, true), ("DateOfBirth", AttributeSet.NaturalPerson, true),
        ]);
        RequestedAttribute.LegalPerson.Select(asked => (asked.Attribute.LocalName, asked.Attribute.Set, asked.IsRequired)).ShouldBe(
        [
            ("LegalPersonIdentifier", AttributeSet.LegalPerson, true), ("LegalName", AttributeSet.LegalPerson, true),
        ]);
    }

    [Fact]
    public void nobody_has_no_attributes() =>
        Should.Throw<ArgumentException>(() => PersonAttributes.OfSubject(null!)).Message.ShouldStartWith("Neither a natural nor a legal person.");
}
