// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Parties;

namespace OnceOnly.EDelivery.Sending;

/// <summary>Sends messages until a receipt answers them.</summary>
/// <remarks>A message is packed once; every attempt sends the same octets, so that the receipt's digests fit whichever arrived.</remarks>
public sealed class MessageSender(Func<AccessPoint> accessPoint, IOutbox outbox, HttpClient http, RetrySchedule schedule, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;

    private readonly Attempt attempt = new(http, time);
    private readonly SemaphoreSlim submitted = new(0);

    /// <summary>How much is packed at once; each payload is held in memory for that moment.</summary>
    private readonly SemaphoreSlim packing = new(AtOnce);

    /// <summary>Packs and stores a message. When this returns it will be sent, whatever happens to the process.</summary>
    /// <returns>Its identifier.</returns>
    /// <exception cref="ArgumentException">The recipient is unknown, or no processing mode covers the message.</exception>
    public async Task<string> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var self = accessPoint();
        var partner = self.Find(submission.Recipient)
            ?? throw new ArgumentException("The recipient is not among the configured partners.", nameof(submission));
        var header = new UserMessage
        {
            MessageId = MessageIds.New(self.Domain),
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
        if (!self.ProcessingModes.Any(mode => mode.Covers(header)))
        {
            throw new ArgumentException("No processing mode covers this service, action and agreement.", nameof(submission));
        }

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

        submitted.Release();
        return header.MessageId;
    }

    /// <summary>Makes one attempt for every message whose turn it is.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var due = await outbox.TakeDueAsync(time.GetUtcNow(), schedule.AttemptTimeout * 2, AtOnce, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(due.Select(message => SendAsync(message, cancellationToken))).ConfigureAwait(false);
        return due.Count;
    }

    /// <summary>Goes on sending until cancelled.</summary>
    /// <param name="poll">How often to look for messages whose pause is over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(TimeSpan poll, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await SendDueAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                await submitted.WaitAsync(poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        submitted.Dispose();
        packing.Dispose();
    }

    private async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var result = new AttemptResult(AttemptKind.Again, "The recipient is no longer among the configured partners.");
        if (accessPoint().Find(message.Recipient) is { } partner)
        {
            using var limit = new CancellationTokenSource(schedule.AttemptTimeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await using var content = await outbox.OpenReadAsync(message.MessageId, cancellationToken).ConfigureAwait(false);
            try
            {
                result = await attempt.SendAsync(message, partner, content, both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                result = new AttemptResult(AttemptKind.Again, $"{EbmsError.MissingReceipt.Code}: no answer in time.");
            }
        }

        var now = time.GetUtcNow();
        var next = now + schedule.PauseAfter(message.Attempts + 1);
        if (result.Kind == AttemptKind.Again && next < message.CreatedAt + schedule.GiveUpAfter)
        {
            await outbox.RescheduleAsync(message.MessageId, next, cancellationToken).ConfigureAwait(false);
            return;
        }

        await outbox.CloseAsync(
            message.MessageId,
            new SendOutcome(result.Kind == AttemptKind.Acknowledged, now, result.Problem, result.Receipt),
            cancellationToken).ConfigureAwait(false);
    }
}
