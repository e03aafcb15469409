// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.World.Documents;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>What a service provider's metadata may say, and what a node makes of it.</summary>
public class ServiceProviderMetadataRuleTests
{
    private static readonly Dictionary<string, (MetadataFault Fault, Action<XElement> Alter)> Cases = new(StringComparer.Ordinal)
    {
        ["as it is"] = (MetadataFault.None, _ => { }),
        ["a node"] = (MetadataFault.WrongRole, root => Role(root).Name = Md + "IDPSSODescriptor"),
        ["no key to sign with"] = (MetadataFault.NoSigningKey, root => Key(root, "signing").Remove()),
        ["no key at all"] = (MetadataFault.NoSigningKey, root => Role(root).Elements(Md + "KeyDescriptor").Remove()),
        ["no endpoint"] = (MetadataFault.NoEndpoint, root => Endpoint(root).Remove()),
        ["no endpoint and no key to encrypt to"] = (MetadataFault.NoEndpoint, root =>
        {
            Endpoint(root).Remove();
            Key(root, "encryption").Remove();
        }),
        ["an endpoint without address"] = (MetadataFault.NoEndpoint, root => Endpoint(root).SetAttributeValue("Location", null)),
        ["an endpoint without https"] = (MetadataFault.NoEndpoint, root => Endpoint(root).SetAttributeValue("Location", "http://gateway.example.gr/eidas/acs")),
        ["an endpoint of another binding"] = (MetadataFault.NoEndpoint, root => Endpoint(root).SetAttributeValue("Binding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact")),
        ["no key to encrypt to"] = (MetadataFault.NoEncryptionKey, root => Key(root, "encryption").Remove()),
        ["a key to encrypt to of no kind we know"] = (MetadataFault.NoEncryptionKey, root => Key(root, "encryption").ReplaceWith(KeyDescriptor("encryption", OfUnknownKind))),
        ["one key for both"] = (MetadataFault.None, root =>
        {
            Key(root, "encryption").Remove();
            Key(root, "signing").SetAttributeValue("use", null);
        }),
        ["over"] = (MetadataFault.Expired, root => root.SetAttributeValue("validUntil", "2026-11-21T12:00:00Z")),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void metadata_are_used_or_refused_by_name(string how)
    {
        Read(Cases[how].Alter, out var metadata).ShouldBe(Cases[how].Fault);
        (metadata is null).ShouldBe(Cases[how].Fault != MetadataFault.None);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public void the_default_endpoint_comes_first_and_the_others_in_their_order(string isDefault)
    {
        Read(root =>
        {
            var service = Endpoint(root);
            service.SetAttributeValue("isDefault", "false");
            service.AddAfterSelf(Service(service, "b", null), Service(service, "c", isDefault), Service(service, "d", "0"));
        }, out var metadata);

        metadata!.AssertionConsumerServices.ShouldBe(["https://c.example/", Actors.Us.AssertionConsumerService, "https://b.example/", "https://d.example/"]);

        static XElement Service(XElement like, string location, string? isDefault)
        {
            var service = new XElement(like);
            service.SetAttributeValue("Location", $"https://{location}.example/");
            service.SetAttributeValue("isDefault", isDefault);
            return service;
        }
    }

    [Fact]
    public void answers_are_encrypted_to_the_first_key_that_is_RSA_or_of_a_curve()
    {
        Read(root => Key(root, "encryption").ReplaceWith(
            KeyDescriptor("encryption", OfUnknownKind), KeyDescriptor("encryption", TestKeys.NodeP256), KeyDescriptor("encryption", TestKeys.OurRsa)), out var metadata);

        metadata!.EncryptionCertificate.RawData.ShouldBe(TestKeys.NodeP256.RawData);
        metadata.SigningKeys.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("public", SpType.Public)]
    [InlineData(" private\n", SpType.Private)]
    [InlineData("Public", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void the_sector_is_public_or_private_in_lower_case(string? text, SpType? sector)
    {
        Read(root => root.Element(Md + "Extensions")!.Add(text is null ? null : new XElement(EidasNs + "SPType", text)), out var metadata).ShouldBe(MetadataFault.None);
        metadata!.SpType.ShouldBe(sector);
    }

    [Fact]
    public void what_is_missing_is_named() =>
        Should.Throw<ArgumentNullException>(() => ServiceProviderMetadata.TryRead(default, null!, Actors.Now, out _, out _)).ParamName.ShouldBe("trust");

    private static XElement Role(XElement root) => root.Element(Md + "SPSSODescriptor")!;

    private static XElement Endpoint(XElement root) => Role(root).Element(Md + "AssertionConsumerService")!;

    private static XElement Key(XElement root, string use) =>
        Role(root).Elements(Md + "KeyDescriptor").Single(descriptor => (string?)descriptor.Attribute("use") == use);

    private static MetadataFault Read(Action<XElement> alter, out ServiceProviderMetadata? metadata)
    {
        var root = OfProvider();
        alter(root);
        ServiceProviderMetadata.TryRead(Signed(root), MetadataTrust.Pinned([TestKeys.NodeP256]), Actors.Now, out metadata, out var fault)
            .ShouldBe(fault == MetadataFault.None);
        return fault;
    }
}
