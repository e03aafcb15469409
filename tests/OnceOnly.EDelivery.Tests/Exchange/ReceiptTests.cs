// SPDX-License-Identifier: EUPL-1.2

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
        var signal = new SignalMessage
        {
            MessageId = MessageIds.New("receiver.test"),
            Timestamp = Correspondence.Now,
            RefToMessageId = "message@test",
            Errors = [new ReportedError(EbmsError.FailedDecryption, IsFailure: true, "It does not open.") { RefToMessageInError = "message@test" }],
        };
        var wire = SignalPacker.Error(signal, new SigningKey(TestKeys.Receiver, SignatureAlgorithm.RsaPkcs1Sha256));

        Read(wire).Errors.ShouldBe(signal.Errors);
    }

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
