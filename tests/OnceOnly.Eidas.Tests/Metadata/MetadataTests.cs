// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Metadata;

public class MetadataTests
{
    private static MetadataTrust Pinned => MetadataTrust.Pinned([TestKeys.NodeP256]);

    [Fact]
    public void a_nodes_metadata_say_what_it_is()
    {
        var node = Actors.Node with { WantsRequesterId = true };
        NodeMetadata.TryRead(Document(node), Pinned, Actors.Now, out var metadata, out var fault).ShouldBeTrue(fault.ToString());

        metadata.EntityId.ShouldBe(node.EntityId);
        metadata.NodeCountry.ShouldBe("ES");
        metadata.SingleSignOnPost.ShouldBe(node.SingleSignOnService);
        metadata.HighestNotifiedLevel.ShouldBe(AssuranceLevel.High);
        metadata.WantsRequesterId.ShouldBeTrue();
        metadata.SigningKeys.Count.ShouldBe(2);
        metadata.ValidUntil.ShouldBe(Actors.Now.AddDays(1));
        metadata.SupportedAttributes.ShouldContain("http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier");
        metadata.SupportedAttributes.ShouldNotContain(name => name.Contains("representative", StringComparison.Ordinal));
    }

    [Fact]
    public void only_a_pinned_key_makes_metadata_believed()
    {
        Read(Document(), MetadataTrust.Pinned([TestKeys.StrangerRsa])).ShouldBe(MetadataFault.Untrusted);

        // The message key is in the document, and so vouches for nothing.
        Read(Document(), MetadataTrust.Pinned([TestKeys.NodeRsa])).ShouldBe(MetadataFault.Untrusted);
        Read(Document(), MetadataTrust.Pinned([TestKeys.StrangerRsa, TestKeys.NodeP256])).ShouldBe(MetadataFault.None);
    }

    [Fact]
    public void changed_or_unsigned_metadata_are_not_believed()
    {
        Read(Alter("node.example.es", "node.example.fr"), Pinned).ShouldBe(MetadataFault.Untrusted);
        Read(Alter("ds:Signature", "ds:Signed"), Pinned).ShouldBe(MetadataFault.Untrusted);
    }

    [Fact]
    public void expired_metadata_are_not_used()
    {
        NodeMetadata.TryRead(Document(), Pinned, Actors.Now.AddDays(1), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(MetadataFault.Expired);
    }

    [Fact]
    public void unreadable_metadata_are_not_used()
    {
        Read(Encoding.UTF8.GetBytes("<md"), MetadataTrust.AsGiven).ShouldBe(MetadataFault.Unreadable);
        Read(Encoding.UTF8.GetBytes("<!DOCTYPE a><a/>"), MetadataTrust.AsGiven).ShouldBe(MetadataFault.Unreadable);
        Read(Encoding.UTF8.GetBytes("<a/>"), MetadataTrust.AsGiven).ShouldBe(MetadataFault.NotAnEntity);
        Read(Alter(" entityID=", " entity="), MetadataTrust.AsGiven).ShouldBe(MetadataFault.NotAnEntity);
        Read(Alter("md:IDPSSODescriptor", "md:SPSSODescriptor"), MetadataTrust.AsGiven).ShouldBe(MetadataFault.WrongRole);
        Read(Alter("use=\"signing\"", "use=\"encryption\""), MetadataTrust.AsGiven).ShouldBe(MetadataFault.NoSigningKey);
        Read(Alter(" validUntil=\"2026", " validUntil=\"soon"), MetadataTrust.AsGiven).ShouldBe(MetadataFault.Expired);
    }

    [Fact]
    public void pinning_nothing_is_a_mistake() =>
        Should.Throw<ArgumentException>(() => MetadataTrust.Pinned([]));

    [Fact]
    public void our_metadata_say_where_and_how_to_answer()
    {
        var metadata = Actors.OurMetadata(Actors.Us with { SpTypeInMetadata = true });

        metadata.EntityId.ShouldBe(Actors.Us.EntityId);
        metadata.AssertionConsumerServices.ShouldBe([Actors.Us.AssertionConsumerService]);
        metadata.EncryptionCertificate.RawData.ShouldBe(TestKeys.OurRsa.RawData);
        metadata.SpType.ShouldBe(SpType.Public);
    }

    [Fact]
    public void a_nodes_metadata_are_not_a_service_providers() =>
        ServiceProviderMetadata.TryRead(Document(), Pinned, Actors.Now, out _, out _).ShouldBeFalse();

    private static byte[] Document(EidasNode? node = null) => NodeMetadataDocument.Create(
        node ?? Actors.Node,
        new PublishedContacts("Node", "https://node.example.es", "help@node.example.es", "tech@node.example.es"),
        Actors.Now,
        TimeSpan.FromDays(1),
        metadataKey: new SigningKey(TestKeys.NodeP256),
        nextSigning: TestKeys.StrangerRsa);

    private static byte[] Alter(string what, string into) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document()).Replace(what, into, StringComparison.Ordinal));

    private static MetadataFault Read(byte[] document, MetadataTrust trust)
    {
        NodeMetadata.TryRead(document, trust, Actors.Now, out _, out var fault);
        return fault;
    }
}
