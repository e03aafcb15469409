// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml.Linq;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Tests.World;

namespace OnceOnly.EDelivery.Tests.Opening;

/// <summary>What somebody between the two, or a sender who means harm, may try.</summary>
public class AttackTests
{
    [Fact]
    public void the_forge_itself_changes_nothing()
    {
        new Forge().Open().ShouldBeOfType<OpenedMessage>();
        new Forge().SignAgain().Open().ShouldBeOfType<OpenedMessage>();
    }

    [Fact]
    public void a_signature_by_a_stranger_is_refused() =>
        new Forge().SignAgain(TestKeys.Stranger).Open().Failed().ShouldBe(["signer-trusted"]);

    [Fact]
    public void an_altered_header_is_refused()
    {
        var forge = new Forge();
        forge.Messaging.Descendants(Forge.Eb + "ConversationId").Single().Value = "another";

        forge.Open().Failed().ShouldBe(["signature-covers-header"]);
    }

    [Fact]
    public void an_altered_body_is_refused()
    {
        var forge = new Forge();
        forge.Body.Add(new XElement("x"));

        forge.Open().Failed().ShouldBe(["body-empty", "signature-covers-body"]);
    }

    [Fact]
    public void a_header_moved_aside_and_replaced_is_refused()
    {
        // The classic wrapping: the signed header still exists with its identifier, but another one is read.
        var forge = new Forge();
        var evil = new XElement(forge.Messaging);
        evil.SetAttributeValue(Forge.Wsu + "Id", "evil");
        evil.Descendants(Forge.Eb + "Action").Single().Value = "ExceptionResponse";
        var original = new XElement(forge.Messaging);
        forge.Messaging.ReplaceWith(evil, new XElement("wrapper", original));

        forge.Open().Failed().ShouldBe(["signature-covers-header", "signature-covers-nothing-else"]);
    }

    [Fact]
    public void a_header_moved_into_the_signature_is_refused()
    {
        var forge = new Forge();
        var evil = new XElement(forge.Messaging);
        evil.SetAttributeValue(Forge.Wsu + "Id", "evil");
        forge.Signature.Add(new XElement(Forge.Ds + "Object", new XElement(forge.Messaging)));
        forge.Messaging.ReplaceWith(evil);

        forge.Open().Failed().ShouldBe(["security-header"]);
    }

    [Fact]
    public void one_identifier_on_two_elements_is_refused()
    {
        var forge = new Forge();
        forge.Header.Add(new XElement("copy", new XAttribute("ID", forge.Messaging.Attribute(Forge.Wsu + "Id")!.Value)));

        forge.Open().Failed().ShouldBe(["envelope"]);
    }

    [Fact]
    public void a_second_Messaging_is_refused()
    {
        var forge = new Forge();
        var second = new XElement(forge.Messaging);
        second.SetAttributeValue(Forge.Wsu + "Id", "second");
        forge.Messaging.AddBeforeSelf(second);

        forge.Open().Failed().ShouldBe(["envelope"]);
    }

    [Fact]
    public void a_second_user_message_in_the_header_is_refused()
    {
        var forge = new Forge();
        forge.Messaging.Add(new XElement(forge.Messaging.Elements().Single()));

        forge.Open().Failed().ShouldBe(["messaging-header"]);
    }

    [Fact]
    public void a_message_without_signature_is_refused()
    {
        var forge = new Forge();
        forge.Signature.Remove();

        forge.Open().Failed().ShouldBe(["security-header"]);
    }

    [Fact]
    public void a_message_without_security_is_refused()
    {
        var forge = new Forge();
        forge.Security.Remove();

        forge.Open().Failed().ShouldBe(["security-header"]);
    }

    [Theory]
    [InlineData(0, "signature-covers-header")]
    [InlineData(1, "signature-covers-body")]
    [InlineData(2, "signature-covers-parts")]
    [InlineData(3, "signature-covers-parts")]
    public void what_a_signature_leaves_out_is_refused(int reference, string rule)
    {
        var forge = new Forge();
        forge.References.ElementAt(reference).Remove();

        forge.SignAgain().Open().Failed().ShouldBe([rule]);
    }

    [Theory]
    [InlineData(0, "signature-covers-header")]
    [InlineData(2, "signature-covers-parts")]
    public void what_a_signature_covers_twice_is_refused(int reference, string rule)
    {
        var forge = new Forge();
        var twice = forge.References.ElementAt(reference);
        twice.AddAfterSelf(new XElement(twice));

        forge.SignAgain().Open().Failed().ShouldContain(rule);
    }

    [Fact]
    public void a_reference_to_something_else_is_refused()
    {
        var forge = new Forge();
        var more = new XElement(forge.References.First());
        more.SetAttributeValue("URI", "#nowhere");
        forge.References.Last().AddAfterSelf(more);

        forge.SignAgain().Open().Failed().ShouldBe(["signature-covers-nothing-else"]);
    }

    [Theory]
    [InlineData("SignatureMethod", "http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [InlineData("SignatureMethod", "http://www.w3.org/2000/09/xmldsig#hmac-sha1")]
    [InlineData("SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")]
    [InlineData("DigestMethod", "http://www.w3.org/2000/09/xmldsig#sha1")]
    [InlineData("CanonicalizationMethod", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments")]
    [InlineData("Transform", "http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [InlineData("Transform", "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Complete-Signature-Transform")]
    public void signature_algorithms_outside_the_profile_are_refused(string element, string algorithm)
    {
        var forge = new Forge();
        forge.Signature.Descendants(Forge.Ds + element).Last().SetAttributeValue("Algorithm", algorithm);

        forge.SignAgain().Open().Failed().ShouldBe(["signature-algorithm"]);
    }

    [Fact]
    public void swapped_attachments_are_refused()
    {
        var forge = new Forge();
        (forge.Parts[1], forge.Parts[2]) = ((forge.Parts[1].Headers, forge.Parts[2].Content), (forge.Parts[2].Headers, forge.Parts[1].Content));

        forge.Open().Failed().ShouldBe(["signature-covers-parts"]);
    }

    [Fact]
    public void altered_ciphertext_is_refused()
    {
        var forge = new Forge();
        var content = forge.Parts[1].Content.ToCharArray();
        content[20] ^= (char)1;
        forge.Parts[1] = (forge.Parts[1].Headers, new string(content));

        forge.Open().Failed().ShouldBe(["decryption"]);
    }

    [Fact]
    public void another_wrapped_key_is_refused_like_altered_ciphertext()
    {
        var forge = new Forge();
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPublicKey(TestKeys.Receiver)!;
        forge.Security.Descendants(Forge.Xenc + "CipherValue").Single().Value =
            Convert.ToBase64String(key.Encrypt(new byte[16], RSAEncryptionPadding.OaepSHA256));

        forge.Open().Failed().ShouldBe(["decryption"]);

        forge.Security.Descendants(Forge.Xenc + "CipherValue").Single().Value = Convert.ToBase64String(new byte[256]);
        forge.Open().Failed().ShouldBe(["decryption"]);
    }

    [Fact]
    public void stripped_encryption_is_refused()
    {
        var forge = new Forge();
        forge.Security.Elements(Forge.Xenc + "EncryptedData").Last().Remove();

        forge.Open().Failed().ShouldBe(["parts-encrypted"]);
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmlenc#aes128-cbc")]
    [InlineData("http://www.w3.org/2001/04/xmlenc#tripledes-cbc")]
    public void content_encryption_outside_the_profile_is_refused(string algorithm)
    {
        var forge = new Forge();
        forge.Security.Elements(Forge.Xenc + "EncryptedData").First().Element(Forge.Xenc + "EncryptionMethod")!.SetAttributeValue("Algorithm", algorithm);

        forge.Open().Failed().ShouldBe(["parts-encrypted"]);
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmlenc#rsa-1_5")]
    [InlineData("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p")]
    public void key_transport_outside_the_profile_is_refused(string algorithm)
    {
        var forge = new Forge();
        forge.Security.Element(Forge.Xenc + "EncryptedKey")!.Element(Forge.Xenc + "EncryptionMethod")!.SetAttributeValue("Algorithm", algorithm);

        forge.Open().Failed().ShouldBe(["parts-encrypted"]);
    }

    [Fact]
    public void an_attachment_that_nobody_names_is_refused()
    {
        var forge = new Forge();
        forge.Parts.Add(("Content-Type: text/plain\r\nContent-ID: <extra@test>", "extra"));

        forge.Open().Failed().ShouldBe(["parts-match-header", "signature-covers-parts", "parts-encrypted"]);
    }

    [Fact]
    public void a_missing_attachment_is_refused()
    {
        var forge = new Forge();
        forge.Parts.RemoveAt(2);

        forge.Open().Failed().ShouldBe(["parts-match-header", "signature-covers-nothing-else", "parts-encrypted"]);
    }

    [Fact]
    public void one_content_identifier_on_two_parts_is_refused()
    {
        var forge = new Forge();
        forge.Parts.Insert(1, (forge.Parts[1].Headers, "evil"));

        forge.Open().Failed().ShouldBe(["mime"]);
    }

    [Fact]
    public void a_header_that_names_one_attachment_twice_is_refused()
    {
        var forge = new Forge();
        var info = forge.Messaging.Descendants(Forge.Eb + "PartInfo").First();
        info.AddAfterSelf(new XElement(info));

        forge.Open().Failed().ShouldBe(["parts-match-header", "signature-covers-header"]);
    }

    [Fact]
    public void an_expired_certificate_is_refused()
    {
        using var expired = TestKeys.Rsa("expired", until: Correspondence.Now.AddSeconds(-1));
        var message = new Forge().SignAgain(expired);

        Correspondence.Open(message.ContentType, message.ToBytes(), expired).Failed().ShouldBe(["signer-certificate-period"]);
    }

    [Fact]
    public void a_key_of_1024_bits_is_refused()
    {
        using var weak = TestKeys.Rsa("weak", 1024);
        var message = new Forge().SignAgain(weak);

        Correspondence.Open(message.ContentType, message.ToBytes(), weak).Failed().ShouldBe(["signer-trusted"]);
    }

    [Theory]
    [InlineData(-6, "message-timestamp")]
    [InlineData(-4, null)]
    [InlineData(60, null)]
    [InlineData(1441, "message-timestamp")]
    public void a_message_from_the_future_or_of_long_ago_is_refused(int minutesLater, string? rule)
    {
        var packed = Correspondence.Pack();

        var outcome = Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray(), now: Correspondence.Now.AddMinutes(minutesLater));

        outcome.Failed().ShouldBe(rule is null ? [] : [rule]);
    }

    [Fact]
    public void a_clock_six_minutes_ahead_is_told_in_plain_words()
    {
        var packed = Correspondence.Pack();

        var outcome = Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray(), now: Correspondence.Now.AddMinutes(-6));

        outcome.ShouldBeOfType<RefusedMessage>().Failures.Single().Detail.ShouldStartWith("The sender's clock is 6 minutes ahead of ours; 5 are allowed.");
    }

    [Fact]
    public void a_document_type_is_refused()
    {
        var forge = new Forge();
        forge.Envelope = new XDocument(new XDocumentType("e", null, null, "<!ENTITY a 'b'>"), forge.Envelope.Root);

        forge.Open().Failed().ShouldBe(["envelope"]);
    }

    [Fact]
    public void a_gzip_bomb_is_refused()
    {
        var packed = Correspondence.Pack(parts: [new("bomb@test", "text/plain", new byte[5_000_000])]);

        packed.Wire.Length.ShouldBeLessThan(100_000);
        Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray(), limits: OpeningLimits.Default with { MaxPayloadBytes = 4_999_999 })
            .Failed().ShouldBe(["payload-size"]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(8, false)]
    [InlineData(500, false)]
    [InlineData(10_000, false)]
    public void gzip_that_the_sender_cut_off_is_refused(int missing, bool isGood)
    {
        var forge = new Forge(Correspondence.Pack(parts: [new("part@test", "text/plain", "x"u8.ToArray())]));
        using var compressed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(RandomNumberGenerator.GetBytes(4096));
        }

        forge.Replace(compressed.ToArray()[..^Math.Min(missing, (int)compressed.Length)]);

        forge.SignAgain().Open().Failed().ShouldBe(isGood ? [] : ["decompression"]);
    }

    [Theory]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-22T12:05:00Z", true)]
    [InlineData("2026-11-22T11:40:00Z", "2026-11-22T11:50:00Z", false)]
    [InlineData("2026-11-22T12:06:00Z", "2026-11-22T12:10:00Z", false)]
    [InlineData("now", "2026-11-22T12:10:00Z", false)]
    public void a_security_time_stamp_is_held_to(string created, string expires, bool isGood)
    {
        var forge = new Forge();
        forge.Security.AddFirst(new XElement(Forge.Wsu + "Timestamp", new XElement(Forge.Wsu + "Created", created), new XElement(Forge.Wsu + "Expires", expires)));

        forge.Open().Failed().ShouldBe(isGood ? [] : ["message-timestamp"]);
    }

    [Fact]
    public void a_bomb_spread_over_parts_is_refused()
    {
        var packed = Correspondence.Pack(parts: [new("a@test", "text/plain", new byte[3_000]), new("b@test", "text/plain", new byte[3_000])]);

        Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray(), limits: OpeningLimits.Default with { MaxPayloadBytes = 5_999 })
            .Failed().ShouldBe(["payload-size"]);
    }

    [Fact]
    public void too_large_a_message_is_refused()
    {
        var packed = Correspondence.Pack();

        Correspondence.Open(packed.Wire.ContentType, packed.Wire.ToArray(), limits: OpeningLimits.Default with { MaxMessageBytes = 1000 })
            .Failed().ShouldBe(["message-size"]);
    }
}
