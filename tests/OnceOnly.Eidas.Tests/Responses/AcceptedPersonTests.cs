// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>Who it is that answers describe, in the forms that are in use.</summary>
public class AcceptedPersonTests
{
    [Fact]
    public void a_name_may_come_in_two_scripts()
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").AddFirst(InOriginalScript("Γκαρθία"));

        forge.AcceptPerson().FamilyName.ShouldBe(new TransliteratedText("Garcia", "Γκαρθία"));
    }

    [Fact]
    public void the_original_script_may_come_second()
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").Add(InOriginalScript("Γκαρθία"));

        forge.AcceptPerson().FamilyName.ShouldBe(new TransliteratedText("Garcia", "Γκαρθία"));
    }

    [Theory]
    [InlineData("Γκαρθία", "García", "García", "Γκαρθία")]
    [InlineData("García", "Γκαρθία", "García", "Γκαρθία")]
    [InlineData("Иванов-Smith", "Ivanov-Smith", "Ivanov-Smith", "Иванов-Smith")]
    [InlineData("Nguyễn O'Neill", "阮", "Nguyễn O'Neill", "阮")]
    [InlineData("\u02AF", "\u02B0", "\u02AF", "\u02B0")]
    [InlineData("\u1E00\u1EFF", "\u1F00", "\u1E00\u1EFF", "\u1F00")]
    [InlineData("\u2C60\u2C7F", "\u2C5F", "\u2C60\u2C7F", "\u2C5F")]
    [InlineData("\u2C60", "\u2C80", "\u2C60", "\u2C80")]
    [InlineData("\uA722\uA7FF", "\uA71F", "\uA722\uA7FF", "\uA71F")]
    [InlineData("\uA7FF", "\uA800", "\uA7FF", "\uA800")]
    public void of_two_names_that_do_not_say_which_is_which_the_one_in_Latin_letters_is_it(string first, string second, string latin, string original)
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").ReplaceNodes(
            new XElement(Templates.Saml + "AttributeValue", first), new XElement(Templates.Saml + "AttributeValue", second));

        forge.AcceptPerson().FamilyName.ShouldBe(new TransliteratedText(latin, original));
    }

    [Theory]
    [InlineData("1980-02-29Z")]
    [InlineData("1980-02-29+02:00")]
    [InlineData("1980-02-29-11:30")]
    public void the_day_of_a_birth_is_the_same_in_every_time_zone(string date)
    {
        var forge = new Forge();
        forge.Attribute("DateOfBirth").Element(Templates.Saml + "AttributeValue")!.Value = date;

        forge.AcceptPerson().DateOfBirth.ShouldBe(new DateOnly(1980, 2, 29));
    }

    [Fact]
    public void a_representative_of_whom_nothing_is_said_is_none()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Representative("PersonIdentifier", ""), Representative("CurrentFamilyName", " \n"));

        forge.Accept().Representative.ShouldBeNull();
    }

    [Fact]
    public void attributes_that_were_not_asked_for_are_passed_over()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(
            Attribute("urn:oid:2.5.4.3", "cn", "Carmen", "Garcia"),
            Attribute("http://eidas.europa.eu/attributes/sectorspecific/Thing", "Thing"),
            new XElement(
                Templates.Saml + "Attribute",
                new XAttribute("Name", "urn:tree"),
                new XElement(Templates.Saml + "AttributeValue", new XElement("tree", "value"))));

        forge.AcceptPerson().ShouldBe(Actors.Carmen with { FamilyName = new TransliteratedText("Garcia") });
    }

    [Fact]
    public void every_optional_attribute_of_a_natural_person_is_read()
    {
        var forge = new Forge();
        const string address = "<np:Thoroughfare>Calle O'Donnell</np:Thoroughfare><np:LocatorDesignator>22</np:LocatorDesignator>"
            + "<np:PostName>Madrid</np:PostName><np:PostCode>28009</np:PostCode>";
        forge.In("AttributeStatement").Add(
            Natural("BirthName", "Carmen Lopez"), Natural("PlaceOfBirth", "Sevilla"), Natural("Gender", "Female"),
            Natural("CurrentAddress", Convert.ToBase64String(Encoding.UTF8.GetBytes(address))),
            Natural("Nationality", "ES"), Natural("CountryOfBirth", "ES"), Natural("CountryOfResidence", "FR"),
            Natural("TownOfBirth", "Sevilla"), Natural("PhoneNumber", "+34911234567"), Natural("EmailAddress", "c@example.es"));

        var person = forge.AcceptPerson();

        person.ShouldBe(new EidasNaturalPerson(
            person.Identifier, new TransliteratedText("Garcia"), new TransliteratedText("Carmen"), new DateOnly(1980, 2, 29))
        {
            BirthName = new TransliteratedText("Carmen Lopez"),
            PlaceOfBirth = "Sevilla",
            Gender = EidasGender.Female,
            CurrentAddress = new EidasAddress
            {
                Thoroughfare = "Calle O'Donnell",
                LocatorDesignator = "22",
                PostName = "Madrid",
                PostCode = "28009",
            },
            Nationality = "ES",
            CountryOfBirth = "ES",
            CountryOfResidence = "FR",
            TownOfBirth = "Sevilla",
            PhoneNumber = "+34911234567",
            EmailAddress = "c@example.es",
        });
    }

    [Theory]
    [InlineData("Not Specified")]
    [InlineData("Unspecified")]
    public void gender_may_be_left_open_in_either_spelling(string spelling)
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Natural("Gender", spelling));

        forge.AcceptPerson().Gender.ShouldBe(EidasGender.Unspecified);
    }

    [Fact]
    public void a_legal_person_is_represented_by_a_natural_one()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").ReplaceNodes(
            Legal("LegalPersonIdentifier", "ES/EL/B/12345"), Legal("LegalName", "Bodegas O'Hara SL"), Legal("LEI", "529900T8BM49AURSDO55"),
            Representative("PersonIdentifier", "ES/EL/02635542Y"), Representative("CurrentFamilyName", "Garcia"),
            Representative("CurrentGivenName", "Carmen"), Representative("DateOfBirth", "1980-02-29"));

        var accepted = forge.Accept();

        accepted.Subject.ShouldBe(Actors.Bodegas with { Lei = "529900T8BM49AURSDO55" });
        accepted.Representative.ShouldBe(Actors.Carmen with { FamilyName = new TransliteratedText("Garcia") });
    }

    [Fact]
    public void a_legal_person_may_act_for_another()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(
            RepresentativeLegal("LegalPersonIdentifier", "ES/EL/B/12345"), RepresentativeLegal("LegalName", "Bodegas O'Hara SL"),
            RepresentativeLegal("LEI", "529900T8BM49AURSDO55"));

        var accepted = forge.Accept();

        accepted.Subject.Identifier.Value.ShouldBe("ES/EL/02635542Y");
        accepted.Representative.ShouldBe(Actors.Bodegas with { Lei = "529900T8BM49AURSDO55" });
    }

    [Fact]
    public void a_natural_person_may_be_represented_too()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(
            Representative("PersonIdentifier", "ES/EL/9"), Representative("CurrentFamilyName", "Garcia"),
            Representative("CurrentGivenName", "Ana"), Representative("DateOfBirth", "1955-01-01"));

        var accepted = forge.Accept();

        accepted.Subject.Identifier.Value.ShouldBe("ES/EL/02635542Y");
        accepted.Representative!.Identifier.Value.ShouldBe("ES/EL/9");
    }

    [Fact]
    public void the_rest_of_an_identifier_may_hold_slashes_and_lower_case()
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Value = "";
        forge.Attribute("PersonIdentifier").Add(new XElement(Templates.Saml + "AttributeValue", "ES/EL/a/b==/C-d"));

        var identifier = forge.AcceptPerson().Identifier;

        identifier.Value.ShouldBe("ES/EL/a/b==/C-d");
        (identifier.Origin, identifier.Destination).ShouldBe(("ES", "EL"));
    }

    [Fact]
    public void Greece_may_be_called_EL_or_GR()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with { Country = "GR" };

        forge.Accept();
    }
}
