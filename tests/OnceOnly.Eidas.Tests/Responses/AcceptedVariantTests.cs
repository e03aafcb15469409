// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>What nodes are free to write differently, and must be accepted.</summary>
public class AcceptedVariantTests
{
    [Fact]
    public void the_forged_response_is_accepted_unless_spoiled()
    {
        var accepted = new Forge().Accept();

        accepted.ResponseId.ShouldBe("_response");
        accepted.AssertionId.ShouldBe("_assertion");
        accepted.SessionIndex.ShouldBe("_session");
        accepted.AuthenticatedAt.ShouldBe(Actors.Now.AddSeconds(1));
        accepted.ReplayableUntil.ShouldBe(Actors.Now.AddMinutes(6), "by a clock that is a minute behind it would still be accepted");
        accepted.LevelOfAssurance.ShouldBe("http://eidas.europa.eu/LoA/substantial");
    }

    [Fact]
    public void an_assertion_may_be_signed_too() => new Forge { AssertionKey = Actors.Node.SigningKey }.Accept();

    [Fact]
    public void values_may_be_typed_with_a_prefix_that_is_bound_nowhere_we_see()
    {
        var forge = new Forge { AlterPlaintext = text => text.Replace(">Garcia<", " xsi:type=\"eidas:CurrentFamilyNameType\">Garcia<", StringComparison.Ordinal) };
        forge.Response.Add(new XAttribute(XNamespace.Xmlns + "xsi", "http://www.w3.org/2001/XMLSchema-instance"));

        forge.Accept();
    }

    [Fact]
    public void prefixes_of_the_assertion_may_be_bound_outside_of_it()
    {
        var forge = new Forge
        {
            AlterPlaintext = text => text.Replace($" xmlns:saml=\"{Templates.Saml}\"", "", StringComparison.Ordinal),
            AssertionKey = Actors.Node.SigningKey,
        };

        forge.Accept();
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

        forge.Accept();
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

        forge.Accept();
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

        forge.Accept();
    }

    [Fact]
    public void metadata_may_certify_other_things_than_levels()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with { Node = Actors.NodeMetadata(Actors.Node with { AssuranceLevels = ["https://refeds.org/sirtfi"] }) };

        forge.Accept();
    }

    [Fact]
    public void white_space_may_stand_around_values()
    {
        var forge = new Forge();
        forge.Attribute("PersonIdentifier").Value = "";
        forge.Attribute("PersonIdentifier").Add(new XElement(Templates.Saml + "AttributeValue", "\n   ES/EL/02635542Y\n  "));
        forge.Response.Element(Templates.Saml + "Issuer")!.Value = $"\n  {Actors.Node.EntityId}\n";

        forge.AcceptPerson().Identifier.Value.ShouldBe("ES/EL/02635542Y");
    }

    [Fact]
    public void metadata_may_list_two_keys()
    {
        var next = new SigningKey(TestKeys.NodeP256);
        var document = Eidas.Issuing.NodeMetadataDocument.Create(
            Actors.Node, null, Actors.Now, TimeSpan.FromDays(1), nextSigning: next.Certificate);
        Eidas.Metadata.NodeMetadata.TryRead(document, Eidas.Metadata.MetadataTrust.AsGiven, Actors.Now, out var node, out _).ShouldBeTrue();
        var forge = new Forge { ResponseKey = next };
        forge.Expected = forge.Expected with { Node = node };

        forge.Accept();
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

        forge.Accept();
    }

    [Fact]
    public void any_of_our_keys_may_decrypt()
    {
        var forge = new Forge();
        forge.Expected = forge.Expected with
        {
            DecryptionKeys = [new XmlSecurity.Encryption.DecryptionKey(TestKeys.StrangerRsa), .. Actors.Us.DecryptionKeys],
        };

        forge.Accept();
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

        forge.Accept().NotifiedLevel.ShouldBeNull();
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

        forge.Accept();
    }

    [Fact]
    public void clocks_may_differ_by_a_minute()
    {
        var forge = new Forge { Now = Actors.Now.AddSeconds(-55) };
        forge.Expected = forge.Expected with { RequestIssuedAt = Actors.Now.AddSeconds(-56) };

        forge.Accept();
    }

    [Fact]
    public void comments_between_elements_do_no_harm()
    {
        var forge = new Forge();
        forge.In("Subject").AddFirst(new XComment("who"));
        forge.Response.Element(Templates.Saml + "Issuer")!.AddAfterSelf(new XComment("an answer"));

        forge.Accept();
    }
}
