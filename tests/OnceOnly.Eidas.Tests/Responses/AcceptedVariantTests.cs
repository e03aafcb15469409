// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>What nodes are free to write differently, and must be accepted.</summary>
public class AcceptedVariantTests
{
    [Fact]
    public void the_forged_response_is_accepted_unless_spoiled()
    {
        var accepted = Accept(new Forge());

        accepted.ResponseId.ShouldBe("_response");
        accepted.AssertionId.ShouldBe("_assertion");
        accepted.SessionIndex.ShouldBe("_session");
        accepted.AuthenticatedAt.ShouldBe(Actors.Now.AddSeconds(1));
        accepted.ReplayableUntil.ShouldBe(Actors.Now.AddMinutes(6), "by a clock that is a minute behind it would still be accepted");
        accepted.LevelOfAssurance.ShouldBe("http://eidas.europa.eu/LoA/substantial");
    }

    [Fact]
    public void an_assertion_may_be_signed_too() => Accept(new Forge { AssertionKey = Actors.Node.SigningKey });

    [Fact]
    public void a_name_may_come_in_two_scripts()
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").AddFirst(InOriginalScript("Γκαρθία"));

        PersonOf(Accept(forge)).FamilyName.ShouldBe(new TransliteratedText("Garcia", "Γκαρθία"));
    }

    [Fact]
    public void the_original_script_may_come_second()
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").Add(InOriginalScript("Γκαρθία"));

        PersonOf(Accept(forge)).FamilyName.ShouldBe(new TransliteratedText("Garcia", "Γκαρθία"));
    }

    [Fact]
    public void values_may_be_typed_with_a_prefix_that_is_bound_nowhere_we_see()
    {
        var forge = new Forge { AlterPlaintext = text => text.Replace(">Garcia<", " xsi:type=\"eidas:CurrentFamilyNameType\">Garcia<", StringComparison.Ordinal) };
        forge.Response.Add(new XAttribute(XNamespace.Xmlns + "xsi", "http://www.w3.org/2001/XMLSchema-instance"));

        Accept(forge);
    }

    [Fact]
    public void prefixes_of_the_assertion_may_be_bound_outside_of_it()
    {
        var forge = new Forge
        {
            AlterPlaintext = text => text.Replace($" xmlns:saml=\"{Templates.Saml}\"", "", StringComparison.Ordinal),
            AssertionKey = Actors.Node.SigningKey,
        };

        Accept(forge);
    }

    [Fact]
    public void the_namespace_without_a_prefix_may_be_bound_outside_of_the_assertion()
    {
        var forge = new Forge
        {
            AlterPlaintext = text => text.Replace($" xmlns:saml=\"{Templates.Saml}\"", "", StringComparison.Ordinal).Replace("saml:", "", StringComparison.Ordinal),
        };
        var wrap = forge.Wrap;
        forge.Wrap = plaintext => new XElement(Templates.Saml + "EncryptedAssertion", new XAttribute("xmlns", Templates.Saml.NamespaceName), wrap(plaintext)!.Elements());

        Accept(forge);
    }

    // Only the outer declaration binds a prefix that the signature counts as visible.
    [Fact]
    public void a_signed_assertion_may_be_bound_to_prefixes_of_its_surroundings()
    {
        const string declaration = " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"";
        var forge = new Forge();
        forge.Response.SetAttributeValue(XNamespace.Xmlns + "xs", "http://www.w3.org/2001/XMLSchema");
        forge.Assertion.SetAttributeValue(XNamespace.Xmlns + "xs", "http://www.w3.org/2001/XMLSchema");
        forge.AlterPlaintext = text =>
        {
            var document = new XmlDocument { PreserveWhitespace = true };
            document.LoadXml(text);
            var root = document.DocumentElement!;
            SignWith.Prefixes(root, new SigningKey(TestKeys.NodeP256), "xs");
            root.InsertAfter(root.FirstChild!, root.ChildNodes[1]);
            var signed = Forge.Text(document);
            signed.ShouldContain(declaration);
            return signed.Replace(declaration, "", StringComparison.Ordinal);
        };
        forge.Expected = Actors.Expect(Templates.RequestId, Actors.Node with { SigningKey = new SigningKey(TestKeys.NodeP256) });
        forge.ResponseKey = new SigningKey(TestKeys.NodeP256);

        Accept(forge);
    }

    // The Response declares the prefix too, and the signature of the assertion was made without knowing of it.
    [Fact]
    public void a_signed_assertion_may_stand_for_itself_whatever_its_surroundings_declare()
    {
        XNamespace schema = "http://www.w3.org/2001/XMLSchema";
        var forge = new Forge();
        forge.Response.SetAttributeValue(XNamespace.Xmlns + "xs", schema.NamespaceName);
        forge.Attribute("FamilyName").Elements().Single().SetAttributeValue(XNamespace.Xmlns + "xs", schema.NamespaceName);
        forge.AlterPlaintext = text =>
        {
            var document = new XmlDocument { PreserveWhitespace = true };
            document.LoadXml(text);
            var root = document.DocumentElement!;
            SignWith.Prefixes(root, new SigningKey(TestKeys.NodeP256), "xs");
            root.InsertAfter(root.FirstChild!, root.ChildNodes[1]);
            return Forge.Text(document);
        };
        forge.Expected = Actors.Expect(Templates.RequestId, Actors.Node with { SigningKey = new SigningKey(TestKeys.NodeP256) });
        forge.ResponseKey = new SigningKey(TestKeys.NodeP256);

        Accept(forge);
    }

    [Fact]
    public void metadata_may_certify_other_things_than_levels()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with { Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = ["https://refeds.org/sirtfi"] }) };

        Accept(forge);
    }

    [Fact]
    public void white_space_may_stand_around_values()
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Value = "";
        forge.Attribute("PersonIdentifier").Add(new XElement(Templates.Saml + "AttributeValue", "\n   ES/EL/02635542Y\n  "));
        forge.Response.Element(Templates.Saml + "Issuer")!.Value = $"\n  {Actors.Node.EntityId}\n";

        PersonOf(Accept(forge)).Identifier.Value.ShouldBe("ES/EL/02635542Y");
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

        PersonOf(Accept(forge)).ShouldBe(Actors.Carmen with { FamilyName = new TransliteratedText("Garcia") });
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

        var person = PersonOf(Accept(forge));

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

        PersonOf(Accept(forge)).Gender.ShouldBe(EidasGender.Unspecified);
    }

    [Fact]
    public void a_legal_person_is_represented_by_a_natural_one()
    {
        var forge = new Forge();
        forge.In("AttributeStatement").ReplaceNodes(
            Legal("LegalPersonIdentifier", "ES/EL/B/12345"), Legal("LegalName", "Bodegas O'Hara SL"), Legal("LEI", "529900T8BM49AURSDO55"),
            Representative("PersonIdentifier", "ES/EL/02635542Y"), Representative("CurrentFamilyName", "Garcia"),
            Representative("CurrentGivenName", "Carmen"), Representative("DateOfBirth", "1980-02-29"));

        var accepted = Accept(forge);

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

        var accepted = Accept(forge);

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

        var accepted = Accept(forge);

        accepted.Subject.Identifier.Value.ShouldBe("ES/EL/02635542Y");
        accepted.Representative!.Identifier.Value.ShouldBe("ES/EL/9");
    }

    [Fact]
    public void the_rest_of_an_identifier_may_hold_slashes_and_lower_case()
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Value = "";
        forge.Attribute("PersonIdentifier").Add(new XElement(Templates.Saml + "AttributeValue", "ES/EL/a/b==/C-d"));

        var identifier = PersonOf(Accept(forge)).Identifier;

        identifier.Value.ShouldBe("ES/EL/a/b==/C-d");
        (identifier.Origin, identifier.Destination).ShouldBe(("ES", "EL"));
    }

    [Fact]
    public void Greece_may_be_called_EL_or_GR()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with { Country = "GR" };

        Accept(forge);
    }

    [Fact]
    public void metadata_may_list_two_keys()
    {
        var next = new SigningKey(TestKeys.NodeP256);
        var document = Eidas.Issuing.NodeMetadataDocument.Create(
            Actors.Node, null, Actors.Now, TimeSpan.FromDays(1), nextSigningKey: next);
        Eidas.Metadata.NodeMetadata.TryRead(document, Eidas.Metadata.MetadataTrust.AsGiven, Actors.Now, out var node, out _).ShouldBeTrue();
        var forge = new Forge { ResponseKey = next };
        forge.Expected = forge.Expected with { Node = node };

        Accept(forge);
    }

    [Fact]
    public void metadata_may_publish_a_key_that_is_for_RSASSA_PSS_alone()
    {
        var published = Encoding.UTF8.GetString(Eidas.Issuing.NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)))
            .Replace(Convert.ToBase64String(TestKeys.NodeRsa.RawData), Convert.ToBase64String(TestKeys.Pss(TestKeys.NodeRsa).RawData), StringComparison.Ordinal);
        Eidas.Metadata.NodeMetadata.TryRead(
            Encoding.UTF8.GetBytes(published), Eidas.Metadata.MetadataTrust.AsGiven, Actors.Now, out var node, out _).ShouldBeTrue();
        var forge = new Forge();
        forge.Expected = forge.Expected with { Node = node };

        Accept(forge);
    }

    [Fact]
    public void any_of_our_keys_may_decrypt()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with
        {
            DecryptionKeys = [new XmlSecurity.Encryption.DecryptionKey(TestKeys.StrangerRsa), .. Actors.Us.DecryptionKeys],
        };

        Accept(forge);
    }

    [Fact]
    public void a_non_notified_level_passes_where_it_was_asked_for_in_either_spelling()
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/NotNotified/low";
        forge.Expected = forge.Expected with
        {
            Demand = AuthnContextDemand.Exact(["http://eidas.europa.eu/NotNotified/LoA/low"]),
            Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = [] }),
        };

        Accept(forge).NotifiedLevel.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-11-21T12:00:01Z")]
    [InlineData("2026-11-21T12:00:01.1Z")]
    [InlineData("2026-11-21T12:00:01.123456Z")]
    [InlineData("2026-11-21T12:00:01.123456789Z")]
    public void times_may_have_any_fraction_of_a_second(string time)
    {
        var forge = new Forge();
        forge.Response.SetAttributeValue("IssueInstant", time);

        Accept(forge);
    }

    [Fact]
    public void clocks_may_differ_by_a_minute()
    {
        var forge = new Forge { Now = Actors.Now.AddSeconds(-55) };
        forge.Expected = forge.Expected with { RequestIssuedAt = Actors.Now.AddSeconds(-56) };

        Accept(forge);
    }

    [Fact]
    public void comments_between_elements_do_no_harm()
    {
        var forge = new Forge();
        forge.In("Subject").AddFirst(new XComment("who"));
        forge.Response.Element(Templates.Saml + "Issuer")!.AddAfterSelf(new XComment("an answer"));

        Accept(forge);
    }

    private static AcceptedResponse Accept(Forge forge)
    {
        var outcome = forge.Validate();
        return outcome.ShouldBeOfType<AcceptedResponse>(
            outcome is RefusedResponse refused ? string.Join(", ", refused.Failures.Select(failure => failure.Rule.Name)) : "");
    }

    private static EidasNaturalPerson PersonOf(AcceptedResponse accepted) => accepted.Subject.ShouldBeOfType<EidasNaturalPerson>();
}
