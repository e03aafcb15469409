// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Parties;

namespace OnceOnly.EDelivery.Sending;

/// <summary>Takes messages to be sent: packs them and puts them into the outbox, and lets <see cref="Delivery"/> send them.</summary>
/// <remarks>A message is packed once; every attempt sends the same octets, so that the receipt's digests fit whichever arrived.</remarks>
public sealed class MessageSender(Func<AccessPoint> accessPoint, IOutbox outbox, HttpClient http, RetrySchedule schedule, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;

    private readonly Delivery delivery = new(accessPoint, outbox, http, schedule, time);

    /// <summary>How much is packed at once; each payload is held in memory for that moment.</summary>
    private readonly SemaphoreSlim packing = new(AtOnce);

    /// <summary>Told of every attempt.</summary>
    public Action<AttemptReport>? Reported
    {
        get => delivery.Reported;
        init => delivery.Reported = value;
    }

    /// <summary>Bytes of all parts of one message, as they are before compression. Recipients refuse larger ones, after all of it was sent.</summary>
    public long MaxPayloadBytes { get; init; } = OpeningLimits.Default.MaxPayloadBytes;

    /// <summary>Packs and stores a message. When this returns it will be sent, whatever happens to the process.</summary>
    /// <returns>Its identifier.</returns>
    /// <exception cref="ArgumentException">The recipient is unknown, no processing mode covers the message, or it is too large.</exception>
    public async Task<string> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var self = accessPoint();
        var partner = self.Find(submission.Recipient)
            ?? throw new ArgumentException("The recipient is not among the configured partners.", nameof(submission));
        var header = Header(self, partner, submission);
        if (!self.ProcessingModes.Any(mode => mode.Covers(header)))
        {
            throw new ArgumentException("No processing mode covers this service, action and agreement.", nameof(submission));
        }

        if (submission.Parts.Sum(part => part.Size) > MaxPayloadBytes)
        {
            throw new ArgumentException($"The parts are larger than {MaxPayloadBytes} bytes together.", nameof(submission));
        }

        if (submission.Key is null || !await outbox.HasAsync(header.MessageId, cancellationToken).ConfigureAwait(false))
        {
            await PackAsync(self, partner, header, submission, cancellationToken).ConfigureAwait(false);
        }

        return header.MessageId;
    }

    /// <inheritdoc cref="Delivery.SendDueAsync"/>
    public Task<int> SendDueAsync(CancellationToken cancellationToken) => delivery.SendDueAsync(cancellationToken);

    /// <inheritdoc cref="Delivery.RunAsync"/>
    public Task RunAsync(TimeSpan poll, CancellationToken cancellationToken) => delivery.RunAsync(poll, cancellationToken);

    public void Dispose()
    {
        delivery.Dispose();
        packing.Dispose();
    }

    private UserMessage Header(AccessPoint self, Partner partner, Submission submission) => new()
    {
        MessageId = submission.Key is { } key ? MessageIds.Of(key, self.Domain) : MessageIds.New(self.Domain),
        Timestamp = time.GetUtcNow(),
        RefToMessageId = submission.RefToMessageId,
        From = self.Self,
        To = partner.Party,
        Agreement = submission.Agreement,
        Service = submission.Service,
        Action = submission.Action,
        ConversationId = submission.ConversationId,
        Properties = submission.Properties,
    };

    private async Task PackAsync(AccessPoint self, Partner partner, UserMessage header, Submission submission, CancellationToken cancellationToken)
    {
        await packing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var packed = MessagePacker.Pack(header, submission.Parts, self.SigningKey, partner.EncryptTo);
            await outbox.AddAsync(
                new OutgoingMessage(header.MessageId, partner.Party.Id, packed.Wire.ContentType, packed.SignedParts, header.Timestamp),
                packed.Wire,
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            packing.Release();
        }

        delivery.Wake();
    }
}
