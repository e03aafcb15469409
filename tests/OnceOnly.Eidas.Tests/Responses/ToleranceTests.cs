// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>Where the line runs between what a node may get wrong and what it may not.</summary>
public class ToleranceTests
{
    private const string LastInstant = "9999-12-31T23:59:59.9999999Z";
    private const string FirstInstant = "0001-01-01T00:00:00Z";

    private static readonly XName Value = Templates.Saml + "AttributeValue";

    [Theory]
    [InlineData(LastInstant)]
    [InlineData(FirstInstant)]
    public void times_at_the_ends_of_the_calendar_are_refused_like_any_other(string time)
    {
        var forge = new Forge();
        forge.Response.SetAttributeValue("IssueInstant", time);
        forge.Assertion.SetAttributeValue("IssueInstant", time);
        forge.In("AuthnStatement").SetAttributeValue("AuthnInstant", time);
        forge.In("Conditions").SetAttributeValue("NotBefore", time);
        forge.In("Conditions").SetAttributeValue("NotOnOrAfter", time);

        RulesOf(forge).ShouldContain("response-issue-instant");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void the_time_may_be_at_the_ends_of_the_calendar(bool last)
    {
        var forge = new Forge { Now = last ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue };
        forge.Expected = forge.Expected with { RequestIssuedAt = forge.Now };

        RulesOf(forge).ShouldContain("response-issue-instant");
    }

    [Fact]
    public void a_fraction_of_a_second_has_digits()
    {
        var forge = new Forge();
        forge.Response.SetAttributeValue("IssueInstant", "2026-11-21T12:00:01.Z");

        RulesOf(forge).ShouldBe(["response-issue-instant"]);
    }

    [Fact]
    public void a_success_that_is_qualified_is_none()
    {
        var forge = new Forge();
        forge.Response.Descendants(Samlp + "StatusCode").Single().Add(
            new XElement(Samlp + "StatusCode", new XAttribute("Value", "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed")));

        RulesOf(forge).ShouldContain("response-status");
    }

    [Theory]
    [InlineData("Nationality", "Spain")]
    [InlineData("Gender", "male")]
    [InlineData("CurrentAddress", "Calle de Alcala 22, Madrid")]
    [InlineData("CurrentAddress", "PCFET0NUWVBFIGEgWzwhRU5USVRZIGUgIngiPl0+PFBvc3ROYW1lPiZlOzwvUG9zdE5hbWU+")]
    public void an_optional_attribute_that_cannot_be_read_is_dropped(string name, string value)
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Natural(name, value));

        forge.AcceptPerson().ShouldBe(Actors.Carmen with { FamilyName = new TransliteratedText("Garcia") });
    }

    [Theory]
    [InlineData("Nationality", "ES", "FR")]
    [InlineData("PlaceOfBirth", "Sevilla", "Seville")]
    public void an_optional_attribute_with_two_values_is_dropped(string name, string one, string other)
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Attribute(NaturalPerson + name, name, one, other));

        forge.AcceptPerson().ShouldBe(Actors.Carmen with { FamilyName = new TransliteratedText("Garcia") });
    }

    [Fact]
    public void attributes_the_profile_does_not_know_may_occur_twice()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Attribute("urn:group", "group", "a"), Attribute("urn:group", "group", "b"));

        forge.AcceptPerson().Identifier.Value.ShouldBe("ES/EL/02635542Y");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified")]
    public void eidas_attributes_say_that_they_are_named_by_uri(string? format)
    {
        var forge = new Forge();
        forge.Attribute("FirstName").SetAttributeValue("NameFormat", format);

        RulesOf(forge).ShouldBe(["attribute-name-format"]);
    }

    [Fact]
    public void nobody_is_born_tomorrow()
    {
        var forge = new Forge();
        forge.Attribute("DateOfBirth").Element(Value)!.Value = "2026-11-22";

        RulesOf(forge).ShouldContain("attribute-value");
    }

    [Theory]
    [InlineData("ES/EL/0263 5542Y")]
    [InlineData("ES/EL/0263\u00A05542Y")]
    [InlineData("ES/EL/0263\u200B5542Y")]
    [InlineData("ES/EL/0263\u202E5542Y")]
    [InlineData("ES/EL/0263\t5542Y")]
    [InlineData("ES/EL/0263\u00855542Y")]
    public void an_identifier_has_nothing_that_cannot_be_seen(string identifier)
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Element(Value)!.Value = identifier;

        RulesOf(forge).ShouldContain("attribute-value");
    }

    [Fact]
    public void a_configured_highest_level_bounds_a_node_that_declares_none()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with
        {
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [] }),
            HighestLevel = AssuranceLevel.Substantial,
        };
        forge.AcceptPerson().Identifier.Value.ShouldBe("ES/EL/02635542Y");

        var higher = new Forge { Expected = forge.Expected };
        higher.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/high";
        RulesOf(higher).ShouldBe(["level-of-assurance-declared"]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 3)]
    public void an_assertion_may_be_encrypted_to_others_too(int before, int after)
    {
        var forge = new Forge();
        var wrap = forge.Wrap;
        forge.Wrap = plaintext =>
        {
            var assertion = wrap(plaintext)!;
            var ours = EncryptedKey(assertion);
            var strangers = EncryptedKey(ElementEncryptor.Encrypt(plaintext, TestKeys.StrangerRsa));
            ours.AddBeforeSelf(Enumerable.Repeat(strangers, before));
            ours.AddAfterSelf(Enumerable.Repeat(strangers, after));
            return assertion;
        };

        forge.AcceptPerson().Identifier.Value.ShouldBe("ES/EL/02635542Y");
    }

    private static XElement EncryptedKey(XElement encrypted) =>
        encrypted.Descendants(XName.Get("EncryptedKey", "http://www.w3.org/2001/04/xmlenc#")).Single();

    private static IEnumerable<string> RulesOf(Forge forge) =>
        forge.Validate().ShouldBeOfType<RefusedResponse>().Failures.Select(failure => failure.Rule.Name);
}
