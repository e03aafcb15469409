// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.World.Documents;
using static OnceOnly.Eidas.Tests.Metadata.AlteredMetadata;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>What a node's metadata may say, and what is made of it.</summary>
public class NodeMetadataRuleTests
{
    private const string Saml2 = "urn:oasis:names:tc:SAML:2.0:protocol";

    private static readonly Dictionary<string, (MetadataFault Fault, Action<XElement> Alter)> Cases = new(StringComparer.Ordinal)
    {
        ["as it is"] = (MetadataFault.None, _ => { }),
        ["no entityID"] = (MetadataFault.NotAnEntity, root => root.SetAttributeValue("entityID", null)),
        ["an empty entityID"] = (MetadataFault.NotAnEntity, root => root.SetAttributeValue("entityID", "")),
        ["another element"] = (MetadataFault.NotAnEntity, root => root.Name = Md + "Entity"),
        ["another namespace"] = (MetadataFault.NotAnEntity, root => root.Name = EidasNs + "EntityDescriptor"),
        ["a list"] = (MetadataFault.NotAnEntity, root => root.Name = Md + "EntitiesDescriptor"),
        ["no role"] = (MetadataFault.WrongRole, root => Role(root).Remove()),
        ["a role without protocol"] = (MetadataFault.WrongRole, root => Role(root).SetAttributeValue("protocolSupportEnumeration", null)),
        ["a role of another protocol"] = (MetadataFault.WrongRole, root => Role(root).SetAttributeValue("protocolSupportEnumeration", "urn:oasis:names:tc:SAML:1.1:protocol")),
        ["a protocol of another spelling"] = (MetadataFault.WrongRole, root => Role(root).SetAttributeValue("protocolSupportEnumeration", Saml2 + "s")),
        ["a role in extensions"] = (MetadataFault.WrongRole, root => root.Element(Md + "Extensions")!.Add(Moved(Role(root)))),
        ["a role of several protocols"] = (MetadataFault.None, root => Role(root).SetAttributeValue("protocolSupportEnumeration", "urn:x\n" + Saml2 + "\turn:y")),
        ["a role of another protocol before it"] = (MetadataFault.None, root => Role(root).AddBeforeSelf(
            new XElement(Md + "IDPSSODescriptor", new XAttribute("protocolSupportEnumeration", "urn:oasis:names:tc:SAML:1.1:protocol")))),
        ["no end"] = (MetadataFault.Expired, root => root.SetAttributeValue("validUntil", null)),
        ["an end that is no time"] = (MetadataFault.Expired, root => root.SetAttributeValue("validUntil", "2026-11-22")),
        ["an end of the role that is no time"] = (MetadataFault.Expired, root => Role(root).SetAttributeValue("validUntil", "never")),
        ["a role that is over"] = (MetadataFault.Expired, root => Role(root).SetAttributeValue("validUntil", "2026-11-21T12:00:00Z")),
        ["no key"] = (MetadataFault.NoSigningKey, root => Role(root).Elements(Md + "KeyDescriptor").Remove()),
        ["no key to sign with"] = (MetadataFault.NoSigningKey, root => Role(root).Element(Md + "KeyDescriptor")!.SetAttributeValue("use", "encryption")),
        ["a key of no kind we know"] = (MetadataFault.NoSigningKey, root => Role(root).Element(Md + "KeyDescriptor")!.ReplaceWith(KeyDescriptor("signing", OfUnknownKind))),
        ["a certificate that is none"] = (MetadataFault.NoSigningKey, root => root.Descendants(Ds + "X509Certificate").Single().Value = "AAAA"),
        ["a certificate that is no base64"] = (MetadataFault.NoSigningKey, root => root.Descendants(Ds + "X509Certificate").Single().Value = "%"),
        ["no endpoint"] = (MetadataFault.None, root => Role(root).Elements(Md + "SingleSignOnService").Remove()),
        ["a country that is none"] = (MetadataFault.NodeCountry, root => root.Descendants(EidasNs + "NodeCountry").Single().Value = "E["),
        ["a country of digits"] = (MetadataFault.NodeCountry, root => root.Descendants(EidasNs + "NodeCountry").Single().Value = "@S"),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void metadata_are_used_or_refused_by_name(string how)
    {
        var (fault, alter) = Cases[how];
        Read(alter, out var metadata).ShouldBe(fault);
        (metadata is null).ShouldBe(fault != MetadataFault.None);
    }

    [Fact]
    public void whichever_ends_first_ends_the_metadata()
    {
        Read(root => Role(root).SetAttributeValue("validUntil", "2026-11-21T13:00:00Z"), out var sooner);
        sooner!.ValidUntil.ShouldBe(Actors.Now.AddHours(1));
        Read(root => Role(root).SetAttributeValue("validUntil", "2026-11-28T12:00:00Z"), out var later);
        later!.ValidUntil.ShouldBe(Actors.Now.AddDays(1));
    }

    [Fact]
    public void metadata_serve_until_their_end_and_not_a_moment_longer()
    {
        var document = Signed(Documents.OfNode());
        var end = Actors.Now.AddDays(1);

        NodeMetadata.TryRead(document, Pinned(), end.AddMilliseconds(-1), out _, out var fault).ShouldBeTrue();
        fault.ShouldBe(MetadataFault.None);
        NodeMetadata.TryRead(document, Pinned(), end, out _, out fault).ShouldBeFalse();
        fault.ShouldBe(MetadataFault.Expired);
        NodeMetadata.TryRead(document, MetadataTrust.AsGiven, end, out var given, out _).ShouldBeTrue("whoever hands over the file may know");
        given!.ValidUntil.ShouldBe(end);
    }

    [Fact]
    public void metadata_without_end_serve_where_configuration_gives_them_one()
    {
        Read(root => root.SetAttributeValue("validUntil", null), out var metadata, Pinned(lifetime: TimeSpan.FromHours(2))).ShouldBe(MetadataFault.None);
        metadata!.ValidUntil.ShouldBe(Actors.Now.AddHours(2));
        metadata.StatedEnd.ShouldBeNull();
        Read(_ => { }, out metadata, Pinned(lifetime: TimeSpan.FromHours(2))).ShouldBe(MetadataFault.None);
        metadata!.ValidUntil.ShouldBe(Actors.Now.AddDays(1));
        metadata.StatedEnd.ShouldBe(Actors.Now.AddDays(1));
        Read(root => root.SetAttributeValue("validUntil", null), out metadata, MetadataTrust.AsGiven).ShouldBe(MetadataFault.None);
        metadata!.ValidUntil.ShouldBeNull();
    }

    [Fact]
    public void the_pinned_key_signs_as_its_profile_has_it()
    {
        var document = Signed(Documents.OfNode(), new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256));
        var profile = new ConnectorProfile { Signatures = SignatureProfile.Eidas with { Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256] } };

        NodeMetadata.TryRead(document, MetadataTrust.Pinned([TestKeys.NodeRsa]), Actors.Now, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(MetadataFault.Untrusted);
        NodeMetadata.TryRead(document, MetadataTrust.Pinned([OfUnknownKind, TestKeys.NodeRsa], profile), Actors.Now, out _, out _).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => MetadataTrust.Pinned([OfUnknownKind])).Message.ShouldStartWith("No pinned certificate has an RSA or named-curve key.");
        Should.Throw<ArgumentNullException>(() => MetadataTrust.Pinned(null!)).ParamName.ShouldBe("certificates");
    }

    [Fact]
    public void the_name_of_a_node_may_stand_between_spaces()
    {
        Read(root => root.SetAttributeValue("entityID", " https://node.example.es/metadata\n"), out var metadata);
        metadata!.EntityId.ShouldBe("https://node.example.es/metadata");
    }

    [Fact]
    public void levels_are_those_of_the_right_attribute_that_are_text()
    {
        string[] levels = ["http://eidas.europa.eu/LoA/low", "http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/NotNotified/LoA/low", "urn:other"];
        Read(root =>
        {
            var values = Attribute(root, "assurance-certification").Elements().ToList();
            values[0].Value = " http://eidas.europa.eu/LoA/low\n";
            values[3].Add(new XComment("x"));
            root.Element(Md + "Extensions")!.AddAfterSelf(new XElement(root.Element(Md + "Extensions")!));
        }, out var metadata, node: Actors.Node with { AssuranceLevels = levels });

        metadata!.AssuranceLevels.ShouldBe([.. levels[..3], .. levels[..3]], "both Extensions count");
        metadata.HighestNotifiedLevel.ShouldBe(AssuranceLevel.Substantial);
        metadata.WantsRequesterId.ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://eidas.europa.eu/NotNotified/LoA/high")]
    [InlineData(null)]
    public void a_node_may_reach_no_notified_level(string? level)
    {
        Read(_ => { }, out var metadata, node: Actors.Node with { AssuranceLevels = level is null ? [] : [level] });
        metadata!.HighestNotifiedLevel.ShouldBeNull();
        metadata.AssuranceLevels.Count.ShouldBe(level is null ? 0 : 1);
    }

    [Fact]
    public void a_node_that_wants_to_know_who_asks_says_so_in_one_category()
    {
        Read(root => Attribute(root, "entity-category").Elements().Single().Value = "http://eidas.europa.eu/other", out var other, node: Actors.Node with { WantsRequesterId = true });
        other!.WantsRequesterId.ShouldBeFalse();
        Read(root => Attribute(root, "entity-category").SetAttributeValue("Name", "urn:other"), out other, node: Actors.Node with { WantsRequesterId = true });
        other!.WantsRequesterId.ShouldBeFalse();
        Read(_ => { }, out var metadata, node: Actors.Node with { WantsRequesterId = true });
        metadata!.WantsRequesterId.ShouldBeTrue();
    }

    [Fact]
    public void each_binding_has_an_endpoint_of_its_own()
    {
        Read(root => Role(root).Element(Md + "SingleSignOnService")!.AddAfterSelf(
            Endpoint("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect", "https://node.example.es/redirect"),
            Endpoint("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", "https://node.example.es/second")), out var metadata);

        (metadata!.SingleSignOnPost, metadata.SingleSignOnRedirect).ShouldBe(("https://node.example.es/sso", "https://node.example.es/redirect"));
        metadata.SingleSignOn(RequestBinding.Post).ShouldBe("https://node.example.es/sso");
        metadata.SingleSignOn(RequestBinding.Redirect).ShouldBe("https://node.example.es/redirect");
        Read(root => Role(root).Element(Md + "SingleSignOnService")!.SetAttributeValue("Binding", "urn:soap"), out var neither);
        (neither!.SingleSignOnPost, neither.SingleSignOnRedirect).ShouldBe((null, null));

        Read(
            root => Role(root).Element(Md + "SingleSignOnService")!.AddBeforeSelf(
                Endpoint("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", "http://node.example.es/sso"),
                Endpoint("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect", "javascript:alert(1)")),
            out var odd);
        (odd!.SingleSignOnPost, odd.SingleSignOnRedirect).ShouldBe(("https://node.example.es/sso", null), "what is no address is as good as not listed");

        static XElement Endpoint(string binding, string location) =>
            new(Md + "SingleSignOnService", new XAttribute("Binding", binding), new XAttribute("Location", location));
    }

    [Fact]
    public void supported_attributes_have_names()
    {
        Read(root =>
        {
            var attributes = Role(root).Elements(Templates.Saml + "Attribute").ToList();
            attributes.Skip(2).Remove();
            attributes[1].SetAttributeValue("Name", null);
        }, out var metadata);

        metadata!.SupportedAttributes.ShouldBe(["http://eidas.europa.eu/attributes/legalperson/D-2012-17-EUIdentifier"]);
    }

    [Fact]
    public void a_document_may_stand_anywhere_in_a_stream()
    {
        var document = Signed(Documents.OfNode());
        using var stream = new MemoryStream([.. "junk"u8, .. document]) { Position = 4 };
        NodeMetadata.TryRead(stream, entityId: null, Pinned(), Actors.Now, out _, out var fault).ShouldBeTrue(fault.ToString());

        stream.Position = 4;
        NodeMetadata.TryRead(stream, Actors.Node.EntityId, Pinned(), Actors.Now, out _, out fault).ShouldBeTrue(fault.ToString());
        stream.Position = 0;
        NodeMetadata.TryRead(stream, Actors.Node.EntityId, Pinned(), Actors.Now, out var none, out fault).ShouldBeFalse();
        (none, fault).ShouldBe((null, MetadataFault.Unreadable));
    }

    [Fact]
    public void a_document_of_one_entity_is_read_whoever_it_is()
    {
        var root = OfNode();
        root.SetAttributeValue("entityID", "urn:other");
        using var single = new MemoryStream(Signed(root));
        NodeMetadata.TryRead(single, Actors.Node.EntityId, Pinned(), Actors.Now, out var metadata, out _).ShouldBeTrue();
        metadata!.EntityId.ShouldBe("urn:other", "whether it is the right one is for configuration to say");

        using var list = new MemoryStream("<EntitiesDescriptor xmlns='urn:other'/>"u8.ToArray());
        NodeMetadata.TryRead(list, Actors.Node.EntityId, Pinned(), Actors.Now, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(MetadataFault.NotAnEntity);
    }

    [Fact]
    public void a_document_is_a_mebibyte_at_most()
    {
        var text = Documents.OfNode().ToString(SaveOptions.DisableFormatting);
        ReadStream(text.PadRight(1024 * 1024)).ShouldBe(MetadataFault.None);
        ReadStream(text.PadRight((1024 * 1024) + 1)).ShouldBe(MetadataFault.Unreadable);

        static MetadataFault ReadStream(string text)
        {
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            NodeMetadata.TryRead(stream, entityId: null, MetadataTrust.AsGiven, Actors.Now, out _, out var fault).ShouldBe(fault == MetadataFault.None);
            return fault;
        }
    }

    [Fact]
    public void what_is_missing_is_named()
    {
        Should.Throw<ArgumentNullException>(() => NodeMetadata.TryRead(default(ReadOnlyMemory<byte>), null!, Actors.Now, out _, out _)).ParamName.ShouldBe("trust");
        Should.Throw<ArgumentNullException>(() => NodeMetadata.TryRead(Stream.Null, null, null!, Actors.Now, out _, out _)).ParamName.ShouldBe("trust");
        Should.Throw<ArgumentNullException>(() => NodeMetadata.TryRead(null!, null, Pinned(), Actors.Now, out _, out _)).ParamName.ShouldBe("document");
    }

    private static XElement Moved(XElement element)
    {
        element.Remove();
        return element;
    }

    private static XElement Attribute(XElement root, string nameEnd) => root.Descendants(Templates.Saml + "Attribute")
        .First(attribute => ((string?)attribute.Attribute("Name"))?.EndsWith(nameEnd, StringComparison.Ordinal) == true);
}
