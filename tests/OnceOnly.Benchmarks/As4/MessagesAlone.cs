// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Signals;

namespace OnceOnly.Benchmarks.As4;

/// <summary>A message packed, opened, its parts read, its receipt written and checked: all of AS4 but transport and stores.</summary>
internal sealed class MessagesAlone(Correspondents correspondents)
{
    private static readonly Uri Nowhere = new("https://localhost/as4");

    private readonly AccessPoint sender = correspondents.Of(isSender: true, Nowhere);
    private readonly AccessPoint receiver = correspondents.Of(isSender: false, Nowhere);

    public void Run(byte[] payload)
    {
        var now = TimeProvider.System.GetUtcNow();
        var header = new UserMessage
        {
            MessageId = MessageIds.New(sender.Domain),
            Timestamp = now,
            From = sender.Self,
            To = receiver.Self,
            Service = Correspondents.Service,
            Action = Correspondents.Action,
            ConversationId = "1",
        };
        var packed = MessagePacker.Pack(
            header, [new OutgoingPart("evidence@benchmark", "application/pdf", payload)], sender.SigningKey, sender.Partners[0].EncryptTo);

        // What the network would do: the octets come as one piece.
        var opened = Open(packed.Wire.ContentType, packed.Wire.ToArray(), receiver);
        foreach (var part in opened.Parts)
        {
            using var content = part.OpenRead();
            content.CopyTo(Stream.Null);
        }

        var receipt = SignalPacker.Receipt(
            opened, new SignalMessage { MessageId = MessageIds.New(receiver.Domain), Timestamp = now }, receiver.SigningKey);
        var answer = Open(receipt.ContentType, receipt.ToArray(), sender);
        if (!ReceiptCheck.Answers(answer.Header.Signal!, header.MessageId, packed.SignedParts))
        {
            throw new InvalidOperationException("The receipt does not answer the message.");
        }
    }

    private static OpenedMessage Open(string contentType, byte[] octets, AccessPoint self) =>
        ReceivedMessage.TryRead(contentType, octets, OpeningLimits.Default, out var message, out var failure)
        && MessageOpener.Open(message, self.Partners[0].Signers, self.DecryptionKeys, TimeProvider.System.GetUtcNow(), OpeningLimits.Default) is OpenedMessage opened
            ? opened
            : throw new InvalidOperationException($"A message does not open: {failure?.Rule.Name}.");
}
