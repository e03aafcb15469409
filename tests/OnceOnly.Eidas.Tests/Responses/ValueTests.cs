// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>What is made of single values, by the profile and by those of other connectors.</summary>
public class ValueTests
{
    private const string National = "urn:national:";

    private static readonly XName Value = Templates.Saml + "AttributeValue";

    [Theory]
    [InlineData("AZ", true)]
    [InlineData("ZA", true)]
    [InlineData("@A", false)]
    [InlineData("[A", false)]
    [InlineData("A@", false)]
    [InlineData("A[", false)]
    [InlineData("A", false)]
    [InlineData("ESP", false)]
    public void a_country_is_two_capital_letters(string text, bool isRead)
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Natural("Nationality", text));

        forge.AcceptPerson().Nationality.ShouldBe(isRead ? text : null);
    }

    [Theory]
    [InlineData("Male", EidasGender.Male)]
    [InlineData("Female", EidasGender.Female)]
    [InlineData("Other", null)]
    public void gender_is_one_of_the_words_of_the_profile(string text, EidasGender? gender)
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Natural("Gender", text));

        forge.AcceptPerson().Gender.ShouldBe(gender);
    }

    [Fact]
    public void somebody_may_be_born_today()
    {
        var forge = new Forge();
        forge.Attribute("DateOfBirth").Element(Value)!.Value = "2026-11-21";

        forge.AcceptPerson().DateOfBirth.ShouldBe(new DateOnly(2026, 11, 21));
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("0", true)]
    [InlineData(" false ", true)]
    [InlineData("true", false)]
    [InlineData("1", false)]
    public void only_what_says_so_is_in_the_original_script(string latinScript, bool isOriginal)
    {
        var forge = new Forge();
        var other = InOriginalScript("Γκαρθία");
        other.Attributes().Single(attribute => attribute.Name.LocalName == "LatinScript").Value = latinScript;
        forge.Attribute("FamilyName").Add(other);

        if (isOriginal)
        {
            forge.AcceptPerson().FamilyName.ShouldBe(new TransliteratedText("Garcia", "Γκαρθία"));
        }
        else
        {
            Rules(forge).ShouldBe(["attribute-transliteration", "minimum-data-set"], "two Latin values");
        }
    }

    [Fact]
    public void other_attributes_of_a_value_do_not_make_it_the_original_script()
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").Element(Value)!.Add(new XAttribute(XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance"), "false"));

        forge.AcceptPerson().FamilyName.ShouldBe(new TransliteratedText("Garcia"));
    }

    [Fact]
    public void a_name_has_one_Latin_form_and_at_most_one_original_and_an_identifier_no_original()
    {
        var onlyOriginal = new Forge();
        onlyOriginal.Attribute("FamilyName").Element(Value)!.ReplaceWith(InOriginalScript("Γκαρθία"));
        Rules(onlyOriginal).ShouldBe(["attribute-transliteration", "minimum-data-set"]);

        var twoOriginals = new Forge();
        twoOriginals.Attribute("FamilyName").Add(InOriginalScript("Γκαρθία"), InOriginalScript("García"));
        Rules(twoOriginals).ShouldBe(["attribute-transliteration", "minimum-data-set"]);

        var identifier = new Forge();
        identifier.Attribute("PersonIdentifier").Add(InOriginalScript("ES/EL/1"));
        Rules(identifier).ShouldBe(["attribute-transliteration", "minimum-data-set"]);
    }

    [Fact]
    public void a_mandatory_attribute_without_value_is_missing_and_nothing_else()
    {
        var forge = new Forge();
        forge.Attribute("FirstName").Element(Value)!.Value = " \n";

        Rules(forge).ShouldBe(["minimum-data-set"]);
    }

    [Fact]
    public void what_the_schema_allows_beside_the_profile_does_no_harm()
    {
        var forge = new Forge();
        forge.In("Conditions").AddAfterSelf(new XElement(Templates.Saml + "Advice"));
        forge.In("AuthnContextDecl").AddAfterSelf(
            new XElement(Templates.Saml + "AuthnContextDeclRef", "urn:x"), new XElement(Templates.Saml + "AuthenticatingAuthority", "urn:y"));
        var attributes = forge.In("AttributeStatement");
        attributes.Remove();
        forge.In("AuthnStatement").AddBeforeSelf(attributes);

        forge.AcceptPerson();
    }

    [Fact]
    public void a_confirmation_has_its_data_and_nothing_else()
    {
        var begins = new Forge();
        begins.In("SubjectConfirmationData").SetAttributeValue("NotBefore", "2026-11-21T12:00:00Z");
        Rules(begins).ShouldBe(["subject-not-before"], "the schema knows it, the profile forbids it");

        var more = new Forge();
        more.In("SubjectConfirmation").Add(new XElement(more.In("NameID")));
        Rules(more).ShouldBe(["subject-confirmation"]);
    }

    [Fact]
    public void a_status_may_have_details_that_nobody_reads()
    {
        var forge = new Forge();
        forge.Response.Element(Samlp + "Status")!.Add(new XElement(Samlp + "StatusMessage", "fine"), new XElement(Samlp + "StatusDetail", new XElement("x")));

        forge.AcceptPerson();
    }

    [Theory]
    [InlineData("http://eidas.europa.eu/LoA/high", null, true)]
    [InlineData("http://eidas.europa.eu/LoA/high", AssuranceLevel.High, true)]
    [InlineData("http://eidas.europa.eu/LoA/high", AssuranceLevel.Substantial, false)]
    [InlineData("http://eidas.europa.eu/NotNotified/LoA/high", AssuranceLevel.Low, true)]
    [InlineData("http://eidas.europa.eu/NotNotified/LoA/high", null, true)]
    public void configuration_bounds_the_notified_levels_of_a_node_that_declares_none(string level, AssuranceLevel? highest, bool accepted)
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = level;
        forge.Expected = forge.Expected with
        {
            Demand = level.Contains("Not", StringComparison.Ordinal) ? AuthnContextDemand.Exact([level]) : null,
            HighestLevel = highest,
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [] }),
        };

        Rules(forge).ShouldBe(accepted ? [] : ["level-of-assurance-declared"]);
    }

    [Fact]
    public void one_of_the_declared_levels_is_enough()
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/NotNotified/LoA/low";
        forge.Expected = forge.Expected with
        {
            Demand = AuthnContextDemand.Exact(["http://eidas.europa.eu/NotNotified/LoA/low"]),
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = ["http://eidas.europa.eu/NotNotified/LoA/high", "http://eidas.europa.eu/NotNotified/LoA/low"] }),
        };

        Rules(forge).ShouldBeEmpty();
    }

    [Fact]
    public void a_connector_may_have_names_of_its_own_for_levels_and_attributes()
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = National + "card";
        forge.Attribute("FamilyName").SetAttributeValue("Name", National + "surname");
        forge.Attribute("FamilyName").SetAttributeValue("NameFormat", null);
        forge.Expected = forge.Expected with
        {
            Profile = new ConnectorProfile
            {
                LevelNames = new Dictionary<string, AssuranceLevel>(StringComparer.Ordinal) { [National + "card"] = AssuranceLevel.High },
                AttributeNames = new Dictionary<string, EidasAttribute>(StringComparer.Ordinal)
                {
                    [National + "surname"] = EidasAttributes.Get(AttributeSet.NaturalPerson, "CurrentFamilyName"),
                },
            },
        };

        var message = forge.Build();
        var accepted = forge.Validate(message).ShouldBeOfType<AcceptedResponse>();
        (accepted.NotifiedLevel, accepted.LevelOfAssurance).ShouldBe((AssuranceLevel.High, "http://eidas.europa.eu/LoA/high"));
        accepted.Subject.ShouldBeOfType<EidasNaturalPerson>().FamilyName.Latin.ShouldBe("Garcia");

        forge.Expected = forge.Expected with { Profile = ConnectorProfile.Eidas };
        forge.Validate(message).ShouldBeOfType<RefusedResponse>().Failures.Select(failure => failure.Rule.Name)
            .ShouldBe(["level-of-assurance", "level-of-assurance-declared", "minimum-data-set"]);
    }

    [Theory]
    [InlineData("FR", "FR/EL/1")]
    [InlineData("", "ES/EL/1")]
    public void a_connector_may_send_identifiers_without_countries(string origins, string identifier)
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Element(Value)!.Value = "1";
        forge.Expected = forge.Expected with { Origins = origins.Split(',', StringSplitOptions.RemoveEmptyEntries), Profile = new ConnectorProfile { SendsNationalIdentifiers = true } };

        forge.AcceptPerson().Identifier.Value.ShouldBe(identifier);
    }

    [Fact]
    public void an_identifier_without_countries_is_nobodys_where_it_may_come_from_several()
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Element(Value)!.Value = "1";
        forge.Expected = forge.Expected with { Origins = ["ES", "FR"], Profile = new ConnectorProfile { SendsNationalIdentifiers = true } };

        forge.Validate().ShouldBeOfType<RefusedResponse>().Failures.ShouldContain(failure => failure.Rule == ResponseRules.AttributeValue);
    }

    [Theory]
    [InlineData("ES", "FR")]
    [InlineData("FR", "ES")]
    public void an_identifier_may_come_from_any_of_several_countries(string one, string other)
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with { Origins = [one, other] };

        forge.AcceptPerson().Identifier.Origin.ShouldBe("ES");
    }

    [Fact]
    public void a_connector_may_send_its_assertion_in_clear_text_and_signed_or_not()
    {
        var forge = new Forge { Wrap = plaintext => XElement.Parse(System.Text.Encoding.UTF8.GetString(plaintext), LoadOptions.PreserveWhitespace) };
        forge.Expected = forge.Expected with { Profile = new ConnectorProfile { AllowsPlainAssertion = true } };
        forge.AcceptPerson();

        var signed = new Forge { Wrap = forge.Wrap, Expected = forge.Expected, AssertionKey = Actors.Node.SigningKey };
        signed.AcceptPerson();

        var encrypted = new Forge { Expected = forge.Expected };
        encrypted.AcceptPerson();
    }

    private static List<string> Rules(Forge forge) => forge.Validate() is RefusedResponse refused
        ? [.. refused.Failures.Select(failure => failure.Rule.Name)]
        : [];
}
