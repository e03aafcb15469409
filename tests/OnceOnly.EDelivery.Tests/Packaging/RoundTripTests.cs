// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Packaging;

public class RoundTripTests
{
    [Fact]
    public void what_is_packed_opens_to_the_same()
    {
        var packed = Correspondence.Pack();

        var opened = Correspondence.Open(packed).ShouldBeOfType<OpenedMessage>();

        (opened.Header.User! with { Properties = [], Parts = [] }).ShouldBe(packed.Header with { Properties = [], Parts = [] });
        opened.Header.User.Properties.ShouldBe(packed.Header.Properties);
        opened.Header.User.Parts.SelectMany(part => part.Properties).ShouldBe(packed.Header.Parts.SelectMany(part => part.Properties));
        opened.Parts.Select(part => (part.ContentId, part.MimeType)).ShouldBe(
            [(Correspondence.RequestId, "application/x-ebrs+xml"), (Correspondence.EvidenceId, "application/pdf")]);
        opened.Parts.Zip(Correspondence.Parts).ShouldAllBe(pair => pair.First.ToArray().SequenceEqual(pair.Second.ToArray()));
        opened.Signer.Thumbprint.ShouldBe(TestKeys.Sender.Thumbprint);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public void payload_of_any_size_and_compressibility_comes_through(int size)
    {
        var dense = RandomNumberGenerator.GetBytes(size);
        OutgoingPart[] parts = [new("dense@test", "application/zip", dense), new("sparse@test", "text/plain", new byte[size])];

        var opened = Correspondence.Open(Correspondence.Pack(parts: parts)).ShouldBeOfType<OpenedMessage>();

        opened.Parts[0].ToArray().ShouldBe(dense);
        opened.Parts[1].ToArray().ShouldBe(new byte[size]);
    }

    [Fact]
    public void content_identifiers_and_properties_with_signs_XML_and_URIs_know_come_through()
    {
        var header = Correspondence.Header with
        {
            Properties = [new MessageProperty("a&b", "<\"'é>", "urn:t"), new MessageProperty("plain", "v")],
            RefToMessageId = "earlier@test",
            Agreement = new AgreementReference("agreed", "urn:a", "mode"),
        };
        OutgoingPart[] parts = [new("a%20b&c+d/é@test".Replace("é", "e"), "text/plain", "x"u8.ToArray()) { Properties = [new("note", "a < b")] }];

        var opened = Correspondence.Open(Correspondence.Pack(header, parts)).ShouldBeOfType<OpenedMessage>();

        opened.Header.User!.Properties.ShouldBe(header.Properties);
        opened.Header.User.Agreement.ShouldBe(header.Agreement);
        opened.Parts[0].ContentId.ShouldBe(parts[0].ContentId);
        opened.Parts[0].Info.Properties.ShouldContain(new MessageProperty("note", "a < b"));
    }

    [Fact]
    public void nothing_of_the_payload_is_readable_on_the_way()
    {
        var wire = Encoding.Latin1.GetString(Correspondence.Pack(parts: [new("p@test", "text/plain", "a very telling sentence"u8.ToArray())]).Wire.ToArray());

        wire.ShouldNotContain("telling");
        wire.ShouldContain("http://www.w3.org/2009/xmlenc11#aes128-gcm");
        wire.ShouldContain("http://www.w3.org/2009/xmlenc11#mgf1sha256");
        wire.ShouldContain("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    }

    [Fact]
    public void two_parts_of_one_name_are_not_packed() =>
        Should.Throw<ArgumentException>(() => Correspondence.Pack(parts: [Correspondence.Parts[0], Correspondence.Parts[0]]));
}
