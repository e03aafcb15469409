// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>The gateway's own access point.</summary>
public sealed class As4AccessPoint(Func<AccessPoint> accessPoint, MessageSender sender, IOutbox outbox, TimeProvider clock) : IAccessPoint
{
    public long LargestMessage => sender.MaxPayloadBytes;

    public string MessageIdOf(Guid key) => MessageIds.Of(key, accessPoint().Domain);

    public async Task<Result<string>> SubmitAsync(OutgoingEdm message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var recipient = new PartyId(message.Envelope.Party.Value, message.Envelope.Party.Scheme);
        var self = accessPoint();
        if (self.Find(recipient) is null)
        {
            return new EvidenceError(EvidenceErrorCode.RegistryUnreachable, "The other access point is not among the partners.");
        }

        return await sender.SubmitAsync(
            new Submission
            {
                Key = message.Key,
                Recipient = recipient,
                Service = As4Names.Service,
                Action = As4Names.ActionOf(message.Kind),
                ConversationId = message.Envelope.ConversationId,
                RefToMessageId = message.RefToMessageId,
                Properties = Properties(message.Envelope),
                Parts =
                [
                    new OutgoingPart($"{Guid.NewGuid():D}@{self.Domain}", As4Names.RegRepMediaType, message.Xml),
                    .. message.Documents.Select(document => new OutgoingPart(document.ContentId, document.MediaType, document.Size, document.OpenRead)),
                ],
            },
            cancellationToken);
    }

    public async Task<bool?> WasReceivedAsync(string messageId, CancellationToken cancellationToken) =>
        (await outbox.FindOutcomeAsync(messageId, cancellationToken))?.IsAcknowledged;

    public async Task WithdrawAsync(string messageId, CancellationToken cancellationToken)
    {
        if (await outbox.FindOutcomeAsync(messageId, cancellationToken) is null)
        {
            await outbox.CloseAsync(messageId, new SendOutcome(IsAcknowledged: false, clock.GetUtcNow(), "Withdrawn: its time is up.", default), cancellationToken);
        }
    }

    private static List<MessageProperty> Properties(EdmEnvelope envelope)
    {
        var properties = new List<MessageProperty>
        {
            Agent(MessageProperty.OriginalSender, envelope.OriginalSender),
            Agent(MessageProperty.FinalRecipient, envelope.FinalRecipient),
        };
        if (envelope.Version >= EdmVersion.V20)
        {
            properties.Add(new MessageProperty(As4Names.ExchangeId, envelope.ExchangeId ?? throw new ArgumentException("From 2.0 an exchange has an id.", nameof(envelope))));
            properties.Add(new MessageProperty(As4Names.SpecificationId, envelope.Version.SpecificationIdentifier()));
        }

        return properties;
    }

    private static MessageProperty Agent(string name, SchemedIdentifier agent) => new(name, agent.Value, agent.Scheme);
}
