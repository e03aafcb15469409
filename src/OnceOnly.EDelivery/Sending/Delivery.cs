// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Parties;

namespace OnceOnly.EDelivery.Sending;

/// <summary>Sends what waits in the outbox until a receipt answers it. A partner that does not answer holds up no other.</summary>
internal sealed class Delivery(Func<AccessPoint> accessPoint, IOutbox outbox, HttpClient http, RetrySchedule schedule, TimeProvider time) : IDisposable
{
    private const int AtOnce = 32;
    private const int AtOnceToOne = 8;

    private readonly Attempt attempt = new(http, time);
    private readonly SemaphoreSlim wake = new(0);
    private readonly ConcurrentDictionary<PartyId, int> underWay = new();

    public Action<AttemptReport>? Reported { get; set; }

    /// <summary>Something may be due.</summary>
    public void Wake() => wake.Release();

    /// <summary>Makes one attempt for the messages whose turn it is, a few at a time.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var due = await TakeAsync(AtOnceToOne, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(due.Select(message => SendAsync(message, cancellationToken))).ConfigureAwait(false);
        return due.Count;
    }

    /// <summary>Goes on sending until cancelled.</summary>
    /// <param name="poll">How often to look for messages whose pause is over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(TimeSpan poll, CancellationToken cancellationToken)
    {
        var sending = new List<Task>();
        try
        {
            while (true)
            {
                sending.RemoveAll(task => task.IsCompleted);
                var due = sending.Count < AtOnce
                    ? await TakeAsync(Math.Min(AtOnceToOne, AtOnce - sending.Count), cancellationToken).ConfigureAwait(false)
                    : [];
                sending.AddRange(due.Select(message => SendReportingAsync(message, cancellationToken)));
                if (due.Count == 0)
                {
                    await wake.WaitAsync(poll, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await Task.WhenAll(sending).ConfigureAwait(false);
        }
    }

    public void Dispose() => wake.Dispose();

    private Task<IReadOnlyList<OutgoingMessage>> TakeAsync(int atMost, CancellationToken cancellationToken) => outbox.TakeDueAsync(
        time.GetUtcNow(),
        schedule.Lease,
        atMost,
        [.. underWay.Where(partner => partner.Value >= AtOnceToOne).Select(partner => partner.Key)],
        cancellationToken);

    private async Task SendReportingAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                // Others need not wait for the lease to end.
                await TryLetGoAsync(message).ConfigureAwait(false);
            }
            else
            {
                // The outbox may be out of reach for a while; the lease ends by itself.
                Reported?.Invoke(new AttemptReport(message.MessageId, message.Recipient, message.Attempts + 1, SendingFate.Retried, null) { Failure = failure });
            }
        }

        Wake();
    }

    private async Task TryLetGoAsync(OutgoingMessage message)
    {
        try
        {
            await outbox.HoldAsync(message.MessageId, time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It ends by itself.
        }
    }

    private async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        underWay.AddOrUpdate(message.Recipient, 1, static (_, count) => count + 1);
        try
        {
            var result = accessPoint().Find(message.Recipient) is { } partner
                ? await AttemptAsync(message, partner, cancellationToken).ConfigureAwait(false)
                : new AttemptResult(AttemptKind.Again, "The recipient is no longer among the configured partners.");
            await SettleAsync(message, result, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            underWay.AddOrUpdate(message.Recipient, 0, static (_, count) => count - 1);
        }
    }

    private async Task<AttemptResult> AttemptAsync(OutgoingMessage message, Partner partner, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(schedule.AttemptTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var content = await outbox.OpenReadAsync(message.MessageId, cancellationToken).ConfigureAwait(false);
        await using var held = new Hold(schedule.Lease, until => outbox.HoldAsync(message.MessageId, until, CancellationToken.None), time);
        try
        {
            return await attempt.SendAsync(message, partner, content, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AttemptResult(AttemptKind.Again, $"{EbmsError.MissingReceipt.Code}: no answer in time.");
        }
    }

    private async Task SettleAsync(OutgoingMessage message, AttemptResult result, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = now + schedule.PauseAfter(message.Attempts + 1);
        var fate = result.Kind switch
        {
            AttemptKind.Acknowledged => SendingFate.Acknowledged,
            AttemptKind.Refused => SendingFate.Refused,
            _ => next < message.CreatedAt + schedule.GiveUpAfter ? SendingFate.Retried : SendingFate.GivenUp,
        };
        await (fate == SendingFate.Retried
            ? outbox.RescheduleAsync(message.MessageId, next, cancellationToken)
            : outbox.CloseAsync(
                message.MessageId,
                new SendOutcome(fate == SendingFate.Acknowledged, now, result.Problem, result.Receipt),
                cancellationToken)).ConfigureAwait(false);
        Reported?.Invoke(new AttemptReport(message.MessageId, message.Recipient, message.Attempts + 1, fate, result.Problem));
    }
}
