// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Requests;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Requests;

public class AuthnRequestTests
{
    private static readonly XNamespace EidasNs = "http://eidas.europa.eu/saml-extensions";

    [Fact]
    public void a_request_says_what_nodes_insist_on()
    {
        var request = Actors.Request();
        var root = XDocument.Parse(Encoding.UTF8.GetString(request.Xml.Span)).Root!;

        ((string?)root.Attribute("ForceAuthn"), (string?)root.Attribute("IsPassive")).ShouldBe(("true", "false"));
        ((string?)root.Attribute("Destination")).ShouldBe(Actors.Node.SingleSignOnService);
        ((string?)root.Attribute("ProviderName")).ShouldBe("Δήμος Πειραιά");
        root.Elements().Select(child => child.Name.LocalName)
            .ShouldBe(["Issuer", "Signature", "Extensions", "NameIDPolicy", "RequestedAuthnContext"]);
        root.Element(Templates.Samlp + "Extensions")!.Elements().Select(child => child.Name.LocalName)
            .ShouldBe(["SPType", "RequestedAttributes"]);
        root.Descendants(EidasNs + "RequestedAttribute").Select(attribute => (string?)attribute.Attribute("isRequired"))
            .ShouldBe(["true", "true", "true", "true"]);
        request.Id.Length.ShouldBeGreaterThanOrEqualTo(33);
        Actors.Request().Id.ShouldNotBe(request.Id);
    }

    [Fact]
    public void a_node_reads_what_was_asked()
    {
        var provider = Actors.Us with { RequesterId = "https://rp.example", SpType = SpType.Private };
        var received = Actors.Receive(Actors.Request(provider));

        received.SpType.ShouldBe(SpType.Private);
        received.RequesterId.ShouldBe("https://rp.example");
        received.AssertionConsumerService.ShouldBe(provider.AssertionConsumerService);
        received.Attributes.ShouldBe(RequestedAttribute.NaturalPerson);
        received.Demand.ClassRefs.ShouldBe([AssuranceLevelUri.Of(AssuranceLevel.Substantial)]);
    }

    [Fact]
    public void the_sector_stands_in_metadata_or_in_the_request_never_in_both()
    {
        var inMetadata = Actors.Us with { SpTypeInMetadata = true };

        Read(Actors.Request(inMetadata), Actors.OurMetadata(inMetadata)).ShouldBe(AuthnRequestFault.None);
        Read(Actors.Request(), Actors.OurMetadata()).ShouldBe(AuthnRequestFault.None);
        Read(Actors.Request(), Actors.OurMetadata(inMetadata)).ShouldBe(AuthnRequestFault.SpType);
        Read(Actors.Request(inMetadata), Actors.OurMetadata()).ShouldBe(AuthnRequestFault.SpType);
    }

    [Fact]
    public void an_incomplete_data_set_is_never_asked_for()
    {
        var natural = RequestedAttribute.NaturalPerson;
        var representative = new RequestedAttribute(
            EidasAttributes.Get(AttributeSet.RepresentativeNaturalPerson, "PersonIdentifier"), IsRequired: false);

        Ask([.. natural.Skip(1)]);
        Ask([.. natural.Select(asked => asked with { IsRequired = false })]);
        Ask([.. natural, representative]);

        static void Ask(IReadOnlyList<RequestedAttribute> attributes) =>
            Should.Throw<ArgumentException>(() => AuthnRequest.Create(Actors.Us, Options(attributes), Actors.Now));
    }

    [Fact]
    public void natural_and_legal_sets_may_be_asked_for_together()
    {
        var request = AuthnRequest.Create(
            Actors.Us, Options([.. RequestedAttribute.NaturalPerson, .. RequestedAttribute.LegalPerson]), Actors.Now);

        Actors.Receive(request).Attributes.Count.ShouldBe(6);
    }

    [Fact]
    public void relay_state_is_80_bytes_at_most()
    {
        var request = Actors.Request();

        request.FormFields(new string('a', 80))[PostForm.RelayStateField].Length.ShouldBe(80);
        Should.Throw<ArgumentException>(() => request.FormFields(new string('α', 41)));
        request.FormFields(null).Keys.ShouldBe([PostForm.RequestField]);
    }

    [Theory]
    [InlineData("ForceAuthn", null, AuthnRequestFault.ForceAuthn)]
    [InlineData("ForceAuthn", "false", AuthnRequestFault.ForceAuthn)]
    [InlineData("IsPassive", null, AuthnRequestFault.IsPassive)]
    [InlineData("IsPassive", "true", AuthnRequestFault.IsPassive)]
    [InlineData("Destination", "https://other.example/", AuthnRequestFault.Destination)]
    [InlineData("Destination", null, AuthnRequestFault.Destination)]
    [InlineData("AssertionConsumerServiceURL", "https://evil.example/", AuthnRequestFault.AssertionConsumerService)]
    [InlineData("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact", AuthnRequestFault.ProtocolBinding)]
    [InlineData("IssueInstant", "2026-11-21T11:00:00Z", AuthnRequestFault.IssueInstant)]
    [InlineData("IssueInstant", "2026-11-21T13:00:00Z", AuthnRequestFault.IssueInstant)]
    [InlineData("Version", "1.1", AuthnRequestFault.Malformed)]
    [InlineData("ID", "", AuthnRequestFault.Malformed)]
    public void a_node_refuses_a_signed_request_that_breaks_a_rule(string attribute, string? value, AuthnRequestFault fault) =>
        ReadAltered(root => root.SetAttributeValue(attribute, value)).ShouldBe(fault);

    [Fact]
    public void a_node_refuses_other_breaches()
    {
        ReadAltered(root => root.Element(Templates.Saml + "Issuer")!.Value = "https://other.example").ShouldBe(AuthnRequestFault.Issuer);
        ReadAltered(root => Context(root).SetAttributeValue("Comparison", null)).ShouldBe(AuthnRequestFault.RequestedAuthnContext);
        ReadAltered(root => Context(root).SetAttributeValue("Comparison", "better")).ShouldBe(AuthnRequestFault.RequestedAuthnContext);
        ReadAltered(root => root.Descendants(EidasNs + "RequestedAttribute").First().Remove()).ShouldBe(AuthnRequestFault.RequestedAttributes);
        ReadAltered(root => root.Descendants(EidasNs + "SPType").Single().Value = "Public").ShouldBe(AuthnRequestFault.SpType);
        ReadAltered(root => Context(root).AddAfterSelf(root.Element(Templates.Samlp + "NameIDPolicy"))).ShouldBe(AuthnRequestFault.Malformed);
        ReadAltered(_ => { }, sign: false).ShouldBe(AuthnRequestFault.Signature);
        ReadAltered(_ => { }, key: new SigningKey(TestKeys.StrangerRsa)).ShouldBe(AuthnRequestFault.Signature);
    }

    [Fact]
    public void a_node_reads_nothing_with_a_document_type()
    {
        var text = "<!DOCTYPE a>" + Encoding.UTF8.GetString(Actors.Request().Xml.Span);

        AuthnRequestReader.TryPeekIssuer(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        Read(Encoding.UTF8.GetBytes(text), Actors.OurMetadata()).ShouldBe(AuthnRequestFault.Unreadable);
    }

    [Fact]
    public void the_issuer_is_known_before_its_metadata_are()
    {
        AuthnRequestReader.TryPeekIssuer(Actors.Request().Xml, out var issuer).ShouldBeTrue();
        issuer.ShouldBe(Actors.Us.EntityId);
    }

    private static AuthnRequestOptions Options(IReadOnlyList<RequestedAttribute> attributes) => new()
    {
        Destination = Actors.Node.SingleSignOnService,
        Demand = AuthnContextDemand.Minimum(AssuranceLevel.Low),
        Attributes = attributes,
    };

    private static XElement Context(XElement root) => root.Element(Templates.Samlp + "RequestedAuthnContext")!;

    // Altered and signed again: what the rule itself refuses, not the signature.
    private static AuthnRequestFault ReadAltered(Action<XElement> alter, bool sign = true, SigningKey? key = null)
    {
        var root = XDocument.Parse(Encoding.UTF8.GetString(Actors.Request().Xml.Span)).Root!;
        root.Element(XName.Get("Signature", "http://www.w3.org/2000/09/xmldsig#"))!.Remove();
        alter(root);
        var document = XmlOutput.ToDocument(root);
        if (sign)
        {
            EnvelopedSigner.Sign(document.DocumentElement!, "ID", key ?? Actors.Us.SigningKey, document.DocumentElement!.FirstChild);
        }

        return Read(XmlOutput.ToBytes(document), Actors.OurMetadata());
    }

    private static AuthnRequestFault Read(AuthnRequest request, ServiceProviderMetadata metadata) => Read(request.Xml, metadata);

    private static AuthnRequestFault Read(ReadOnlyMemory<byte> message, ServiceProviderMetadata metadata)
    {
        AuthnRequestReader.TryRead(message, metadata, Actors.Node.SingleSignOnService, Actors.Now, out _, out var fault);
        return fault;
    }
}
