// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Issuing;

/// <summary>What a node reads in a request, and what it refuses.</summary>
public class RequestRuleTests
{
    private static readonly XNamespace EidasNs = "http://eidas.europa.eu/saml-extensions";
    private static readonly XNamespace Samlp = Templates.Samlp;
    private static readonly XNamespace Saml = Templates.Saml;

    private static readonly Dictionary<string, (AuthnRequestFault Fault, Action<XElement> Alter)> Cases = new(StringComparer.Ordinal)
    {
        ["as it is"] = (AuthnRequestFault.None, _ => { }),
        ["another message"] = (AuthnRequestFault.Malformed, root => root.Name = Samlp + "LogoutRequest"),
        ["an attribute of no schema"] = (AuthnRequestFault.Malformed, root => root.SetAttributeValue("Extra", "x")),
        ["an ID that is no name"] = (AuthnRequestFault.Malformed, root => root.SetAttributeValue("ID", "1 2")),
        ["no version"] = (AuthnRequestFault.Malformed, root => root.SetAttributeValue("Version", null)),
        ["no time"] = (AuthnRequestFault.Malformed, root => root.SetAttributeValue("IssueInstant", null)),
        ["no issuer"] = (AuthnRequestFault.Malformed, root => root.Element(Saml + "Issuer")!.Remove()),
        ["a comment in the issuer"] = (AuthnRequestFault.Malformed, root => root.Element(Saml + "Issuer")!.Add(new XComment("x"))),
        ["no extensions"] = (AuthnRequestFault.Malformed, root => root.Element(Samlp + "Extensions")!.Remove()),
        ["no levels"] = (AuthnRequestFault.Malformed, root => root.Element(Samlp + "RequestedAuthnContext")!.Remove()),
        ["an element of no schema"] = (AuthnRequestFault.Malformed, root => root.Add(new XElement("extra"))),
        ["every attribute of the schema"] = (AuthnRequestFault.None, root =>
        {
            foreach (var name in new[] { "Consent", "AssertionConsumerServiceIndex", "AttributeConsumingServiceIndex" })
            {
                root.SetAttributeValue(name, "1");
            }
        }),
        ["every element of the schema"] = (AuthnRequestFault.None, root =>
        {
            root.Element(Samlp + "NameIDPolicy")!.AddBeforeSelf(new XElement(Saml + "Subject"));
            root.Element(Samlp + "NameIDPolicy")!.AddAfterSelf(new XElement(Saml + "Conditions"));
        }),
        ["white space around the issuer"] = (AuthnRequestFault.None, root => root.Element(Saml + "Issuer")!.Value = $"\n {Actors.Us.EntityId} "),
        ["ForceAuthn and IsPassive as digits"] = (AuthnRequestFault.None, root =>
        {
            root.SetAttributeValue("ForceAuthn", "1");
            root.SetAttributeValue("IsPassive", "0");
        }),
        ["ForceAuthn of another spelling"] = (AuthnRequestFault.ForceAuthn, root => root.SetAttributeValue("ForceAuthn", "True")),
        ["IsPassive of another spelling"] = (AuthnRequestFault.IsPassive, root => root.SetAttributeValue("IsPassive", "False")),
        ["no binding named"] = (AuthnRequestFault.None, root => root.SetAttributeValue("ProtocolBinding", null)),
        ["an answer by redirect"] = (AuthnRequestFault.ProtocolBinding, root => root.SetAttributeValue("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect")),
        ["no address for the answer"] = (AuthnRequestFault.None, root => root.SetAttributeValue("AssertionConsumerServiceURL", null)),
        ["an address in other case"] = (AuthnRequestFault.AssertionConsumerService, root => root.SetAttributeValue("AssertionConsumerServiceURL", "https://gateway.example.gr/eidas/ACS")),
        ["a minute ahead"] = (AuthnRequestFault.None, root => root.SetAttributeValue("IssueInstant", "2026-11-21T12:01:00Z")),
        ["more than a minute ahead"] = (AuthnRequestFault.IssueInstant, root => root.SetAttributeValue("IssueInstant", "2026-11-21T12:01:00.001Z")),
        ["six minutes old"] = (AuthnRequestFault.None, root => root.SetAttributeValue("IssueInstant", "2026-11-21T11:54:00Z")),
        ["more than six minutes old"] = (AuthnRequestFault.IssueInstant, root => root.SetAttributeValue("IssueInstant", "2026-11-21T11:53:59.999Z")),
        ["no sector anywhere"] = (AuthnRequestFault.SpType, root => root.Descendants(EidasNs + "SPType").Single().Remove()),
        ["no NameIDPolicy"] = (AuthnRequestFault.None, root => root.Element(Samlp + "NameIDPolicy")!.Remove()),
        ["a NameIDPolicy without format"] = (AuthnRequestFault.None, root => root.Element(Samlp + "NameIDPolicy")!.SetAttributeValue("Format", null)),
        ["a NameID format nobody knows"] = (AuthnRequestFault.NameIdPolicy, root => root.Element(Samlp + "NameIDPolicy")!.SetAttributeValue("Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")),
        ["an attribute of another name format"] = (AuthnRequestFault.RequestedAttributes, root => First(root).SetAttributeValue("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:basic")),
        ["an attribute that is not required"] = (AuthnRequestFault.RequestedAttributes, root => First(root).SetAttributeValue("isRequired", "false")),
        ["an attribute that does not say so"] = (AuthnRequestFault.RequestedAttributes, root => First(root).SetAttributeValue("isRequired", null)),
        ["an attribute required in digits"] = (AuthnRequestFault.None, root => First(root).SetAttributeValue("isRequired", "1")),
        ["attributes of other namespaces"] = (AuthnRequestFault.RequestedAttributes, root => First(root).Name = Samlp + "RequestedAttribute"),
        ["a representative's attribute"] = (AuthnRequestFault.RequestedAttributes, root => First(root).AddAfterSelf(new XElement(
            EidasNs + "RequestedAttribute",
            new XAttribute("Name", Templates.NaturalPerson + "representative/PersonIdentifier"),
            new XAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri")))),
        ["two levels with minimum"] = (AuthnRequestFault.RequestedAuthnContext, root => Level(root).AddAfterSelf(new XElement(Saml + "AuthnContextClassRef", "http://eidas.europa.eu/LoA/high"))),
        ["no level with minimum"] = (AuthnRequestFault.RequestedAuthnContext, root => Level(root).Remove()),
        ["a level that is not notified with minimum"] = (AuthnRequestFault.RequestedAuthnContext, root => Level(root).Value = "http://eidas.europa.eu/NotNotified/LoA/low"),
        ["a comment in the level"] = (AuthnRequestFault.RequestedAuthnContext, root => Level(root).Add(new XComment("x"))),
        ["white space around the level"] = (AuthnRequestFault.None, root => Level(root).Value = "\n http://eidas.europa.eu/LoA/substantial "),
        ["exact for a level that is not notified"] = (AuthnRequestFault.None, root =>
        {
            Level(root).Value = "http://eidas.europa.eu/NotNotified/LoA/low";
            Level(root).Parent!.SetAttributeValue("Comparison", "exact");
        }),
        ["no comparison for a level that is not notified"] = (AuthnRequestFault.None, root =>
        {
            Level(root).Value = "http://eidas.europa.eu/NotNotified/LoA/low";
            Level(root).Parent!.SetAttributeValue("Comparison", null);
        }),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void a_request_is_taken_or_refused_by_name(string how) =>
        Read(Cases[how].Alter, out _).ShouldBe(Cases[how].Fault);

    [Fact]
    public void what_a_request_says_is_read()
    {
        Read(_ => { }, out var plain);
        plain!.ProviderName.ShouldBe("Δήμος Πειραιά");
        plain.NameIdFormat.ShouldBe(NameIdFormat.Unspecified);
        plain.RequesterId.ShouldBeNull();
        plain.SpType.ShouldBe(SpType.Public);
        plain.Attributes.ShouldBe(RequestedAttribute.NaturalPerson);
        plain.Demand.Comparison.ShouldBe("minimum");
        plain.ServiceProvider.EntityId.ShouldBe(Actors.Us.EntityId);

        Read(root =>
        {
            root.SetAttributeValue("ID", "_mine");
            root.SetAttributeValue("ProviderName", null);
            root.Element(Samlp + "NameIDPolicy")!.SetAttributeValue("Format", NameIdFormat.Transient);
            root.Descendants(EidasNs + "SPType").Single().Value = " private\n";
            First(root).AddBeforeSelf(new XElement(EidasNs + "RequestedAttribute", new XAttribute("Name", "urn:other"), new XAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri")));
            root.Add(new XElement(Samlp + "Scoping", new XElement(Samlp + "RequesterID", " https://rp.example "), new XElement(Samlp + "RequesterID", "urn:second")));
            Level(root).Value = "http://eidas.europa.eu/NotNotified/LoA/low";
            Level(root).Parent!.SetAttributeValue("Comparison", null);
        }, out var other);
        (other!.Id, other.ProviderName, other.NameIdFormat, other.SpType, other.RequesterId)
            .ShouldBe(("_mine", null, NameIdFormat.Transient, SpType.Private, "https://rp.example"));
        other.Attributes.ShouldBe(RequestedAttribute.NaturalPerson);

        Read(root => root.Element(Samlp + "Extensions")!.Add(new XElement(EidasNs + "RequesterID", "urn:uuid:rp")), out var inExtensions);
        inExtensions!.RequesterId.ShouldBe("urn:uuid:rp");
        other.Demand.Comparison.ShouldBe("exact");

        Read(root => root.Add(new XElement(Samlp + "Scoping")), out var empty).ShouldBe(AuthnRequestFault.None);
        empty!.RequesterId.ShouldBeNull();
        Read(root => root.Add(new XElement(Samlp + "Scoping", new XElement(Samlp + "RequesterID", "https://rp.example", new XComment("x")))), out var hidden);
        hidden!.RequesterId.ShouldBe("", "half a name is none");
    }

    [Fact]
    public void the_answer_goes_where_the_request_says_or_else_to_the_default()
    {
        var document = Documents.OfProvider();
        var service = document.Descendants(Documents.Md + "AssertionConsumerService").Single();
        var second = new XElement(service);
        second.SetAttributeValue("Location", "https://gateway.example.gr/second");
        second.SetAttributeValue("isDefault", null);
        service.AddAfterSelf(second);
        ServiceProviderMetadata.TryRead(Documents.Bytes(document), MetadataTrust.AsGiven, Actors.Now, out var metadata, out _).ShouldBeTrue();

        Read(root => root.SetAttributeValue("AssertionConsumerServiceURL", "https://gateway.example.gr/second"), out var named, metadata);
        named!.AssertionConsumerService.ShouldBe("https://gateway.example.gr/second");
        Read(root => root.SetAttributeValue("AssertionConsumerServiceURL", null), out var unnamed, metadata);
        unnamed!.AssertionConsumerService.ShouldBe(Actors.Us.AssertionConsumerService);
    }

    [Fact]
    public void a_sector_in_metadata_is_read_where_the_request_has_none()
    {
        var provider = Actors.Us with { SpTypeInMetadata = true, SpType = SpType.Private };

        Read(root => root.Descendants(EidasNs + "SPType").Single().Remove(), out var received, Actors.OurMetadata(provider)).ShouldBe(AuthnRequestFault.None);
        received!.SpType.ShouldBe(SpType.Private);
    }

    [Fact]
    public void the_metadata_of_the_issuer_must_not_have_ended()
    {
        var document = Documents.OfProvider();
        ServiceProviderMetadata.TryRead(Documents.Signed(document), MetadataTrust.Pinned([TestKeys.NodeP256]), Actors.Now.AddMinutes(-1), out var metadata, out _).ShouldBeTrue();
        var end = metadata.ValidUntil!.Value;
        var root = Opened.Unsigned(Actors.Request().Xml);
        root.SetAttributeValue("IssueInstant", SamlInstant.Format(end));
        var message = Sign(root);

        Read(message, metadata, end.AddMilliseconds(-1), out _).ShouldBe(AuthnRequestFault.None);
        Read(message, metadata, end, out _).ShouldBe(AuthnRequestFault.Signature);
    }

    [Fact]
    public void an_issuer_is_only_what_is_said_in_text()
    {
        Peek("<a xmlns='urn:oasis:names:tc:SAML:2.0:assertion'><Issuer> urn:me\n</Issuer><Issuer>urn:you</Issuer></a>").ShouldBe("urn:me");
        Peek("<a/>").ShouldBeNull();
        Peek("<a").ShouldBeNull();
        Peek("<a xmlns='urn:oasis:names:tc:SAML:2.0:assertion'><Issuer>urn:<!-- -->me</Issuer></a>").ShouldBeNull();

        static string? Peek(string message)
        {
            AuthnRequestReader.TryPeekIssuer(Encoding.UTF8.GetBytes(message), out var issuer).ShouldBe(issuer is not null);
            return issuer;
        }
    }

    [Fact]
    public void what_is_missing_is_named() =>
        Should.Throw<ArgumentNullException>(() => AuthnRequestReader.TryRead(default, null!, "", Actors.Now, out _, out _)).ParamName.ShouldBe("serviceProvider");

    private static XElement First(XElement root) => root.Descendants(EidasNs + "RequestedAttribute").First();

    private static XElement Level(XElement root) => root.Descendants(Saml + "AuthnContextClassRef").First();

    // Altered and signed again: what the rule itself refuses, not the signature.
    private static AuthnRequestFault Read(Action<XElement> alter, out ReceivedAuthnRequest? request, ServiceProviderMetadata? metadata = null)
    {
        var root = Opened.Unsigned(Actors.Request().Xml);
        alter(root);
        return Read(Sign(root), metadata ?? Actors.OurMetadata(), Actors.Now, out request);
    }

    private static AuthnRequestFault Read(byte[] message, ServiceProviderMetadata metadata, DateTimeOffset now, out ReceivedAuthnRequest? request)
    {
        AuthnRequestReader.TryRead(message, metadata, Actors.Node.SingleSignOnService, now, out request, out var fault)
            .ShouldBe(fault == AuthnRequestFault.None);
        (request is null).ShouldBe(fault != AuthnRequestFault.None);
        return fault;
    }

    private static byte[] Sign(XElement root)
    {
        var document = XmlOutput.ToDocument(root);
        var issuer = root.Elements().FirstOrDefault()?.Name == Saml + "Issuer" ? document.DocumentElement!.FirstChild : null;
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", Actors.Us.SigningKey, issuer);
        return XmlOutput.ToBytes(document);
    }
}
