// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Signals;
using OnceOnly.EDelivery.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Tests.Exchange;

public class ReceiptTests
{
    [Fact]
    public void a_receipt_answers_the_message_it_was_made_for_and_no_other()
    {
        var packed = Correspondence.Pack();
        var other = Correspondence.Pack();

        var receipt = Read(ReceiptFor(packed));

        ReceiptCheck.Answers(receipt, packed.Header.MessageId, packed.SignedParts).ShouldBeTrue();
        ReceiptCheck.Answers(receipt, other.Header.MessageId, packed.SignedParts).ShouldBeFalse();
        ReceiptCheck.Answers(receipt, packed.Header.MessageId, other.SignedParts).ShouldBeFalse();
        ReceiptCheck.Answers(receipt, packed.Header.MessageId, [.. packed.SignedParts.Skip(1)]).ShouldBeFalse();
        ReceiptCheck.Answers(receipt with { Receipt = [.. receipt.Receipt!.Skip(1), receipt.Receipt![1]] }, packed.Header.MessageId, packed.SignedParts)
            .ShouldBeFalse();
    }

    [Fact]
    public void a_receipt_somebody_else_signed_is_refused()
    {
        var wire = ReceiptFor(Correspondence.Pack());

        Correspondence.Open(wire.ContentType, wire.ToArray(), TestKeys.Stranger).Failed().ShouldBe(["signer-trusted"]);
    }

    [Fact]
    public void errors_come_through_with_code_severity_and_words()
    {
        var signal = Failure();

        Read(Signed(signal)).Errors.ShouldBe(signal.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void what_is_in_the_body_of_a_signal_is_ignored_but_must_be_signed(bool isSigned)
    {
        var envelope = XDocument.Parse(Encoding.UTF8.GetString(Signed(Failure()).ToArray()), LoadOptions.PreserveWhitespace);
        var body = envelope.Root!.Element(Forge.Soap + "Body")!;
        body.Add(new XElement(
            Forge.Soap + "Fault",
            new XElement(Forge.Soap + "Code", new XElement(Forge.Soap + "Value", "env:Receiver")),
            new XElement(Forge.Soap + "Reason", new XElement(Forge.Soap + "Text", new XAttribute(XNamespace.Xml + "lang", "en"), "An error."))));
        if (isSigned)
        {
            var signature = envelope.Descendants(Forge.Ds + "Signature").Single();
            var reference = signature.Descendants(Forge.Ds + "Reference").Single(found => found.Attribute("URI")!.Value == "#" + body.Attribute(Forge.Wsu + "Id")!.Value);
            reference.Element(Forge.Ds + "DigestValue")!.Value = Convert.ToBase64String(SHA256.HashData(Forge.Canonicalize(body)));
            Forge.SignAgain(signature, TestKeys.Receiver);
        }

        var octets = Encoding.UTF8.GetBytes(envelope.ToString(SaveOptions.DisableFormatting));
        Correspondence.Open("application/soap+xml", octets, TestKeys.Receiver).Failed().ShouldBe(isSigned ? [] : ["signature-covers-body"]);
    }

    private static SignalMessage Failure() => new()
    {
        MessageId = MessageIds.New("receiver.test"),
        Timestamp = Correspondence.Now,
        RefToMessageId = "message@test",
        Errors = [new ReportedError(EbmsError.FailedDecryption, IsFailure: true, "It does not open.") { RefToMessageInError = "message@test" }],
    };

    private static EDelivery.Mime.WireMessage Signed(SignalMessage signal) =>
        SignalPacker.Error(signal, new SigningKey(TestKeys.Receiver, SignatureAlgorithm.RsaPkcs1Sha256));

    private static EDelivery.Mime.WireMessage ReceiptFor(PackedMessage packed) => SignalPacker.Receipt(
        Correspondence.Open(packed).ShouldBeOfType<OpenedMessage>(),
        new SignalMessage { MessageId = MessageIds.New("receiver.test"), Timestamp = Correspondence.Now },
        new SigningKey(TestKeys.Receiver, SignatureAlgorithm.RsaPkcs1Sha256));

    private static SignalMessage Read(EDelivery.Mime.WireMessage wire)
    {
        var outcome = Correspondence.Open(wire.ContentType, wire.ToArray(), TestKeys.Receiver);
        outcome.Failed().ShouldBeEmpty();
        return outcome.ShouldBeOfType<OpenedMessage>().Header.Signal!;
    }
}
