// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Signals;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Takes messages from partners: opened, stored, delivered, and only then acknowledged. Knows nothing of any HTTP server.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its semaphore holds nothing but memory: nobody asks it for a wait handle.")]
public sealed class MessageReceiver(
    Func<AccessPoint> accessPoint, IInbox inbox, IMessageConsumer consumer, ReceiverOptions options, TimeProvider time)
{
    private const int AtOnce = 16;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly SignedRefusals refusals = new(options.SignedRefusalsPerMinute, time);
    private readonly SemaphoreSlim verifying = new(options.VerifiedAtOnce);
    private readonly MemoryBudget budget = new(options.MaxBytesAtOnce, options.Limits.MaxMessageBytes);

    /// <summary>Told of each message that ends without having been taken, and why.</summary>
    public Action<IncomingMessage, Exception>? GivenUp { get; init; }

    /// <summary>Handles one HTTP request.</summary>
    /// <param name="contentType">Its header.</param>
    /// <param name="contentLength">Its header, when there is one.</param>
    /// <param name="body">Its body.</param>
    /// <param name="cancellationToken">The connection was cut.</param>
    public async Task<ReceiverAnswer> ReceiveAsync(string? contentType, long? contentLength, Stream body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var cap = options.Limits.MaxMessageBytes;
        if (contentLength > cap)
        {
            return new ReceiverAnswer(413, null, [new RuleFailure(MessageRules.Size, $"{contentLength} bytes.")]);
        }

        using var share = budget.Open(contentLength ?? cap);
        using var late = new CancellationTokenSource(options.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        byte[]? octets;
        try
        {
            octets = await BodyReader.ReadAsync(body, contentLength, cap, HoldAsync, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return late.IsCancellationRequested
                ? new ReceiverAnswer(408, null, [new RuleFailure(MessageRules.Size, "Not all of it came in time.")])
                : new ReceiverAnswer(503, null, []);
        }

        return octets is not null
            ? await ReceiveAsync(contentType ?? string.Empty, octets, cancellationToken).ConfigureAwait(false)
            : new ReceiverAnswer(413, null, [new RuleFailure(MessageRules.Size, "Longer than is taken, or cut off.")]);

        async Task HoldAsync(long bytes)
        {
            using var patience = new CancellationTokenSource(options.MaxWait, time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, either.Token);
            await share.HoldAsync(bytes, any.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers what was stored and not delivered, because the process died or the consumer failed.</summary>
    /// <returns>How many were delivered.</returns>
    /// <exception cref="AggregateException">Some could not be; the others were.</exception>
    public async Task<int> DeliverPendingAsync(CancellationToken cancellationToken)
    {
        var self = accessPoint();
        var delivered = 0;
        var problems = new List<Exception>();
        for (var turn = 0; turn < AtOnce; turn++)
        {
            // One by one: what waits behind another is not held, and free for others.
            if (await inbox.TakePendingAsync(time.GetUtcNow(), options.Lease, 1, cancellationToken).ConfigureAwait(false) is not [var incoming])
            {
                break;
            }

            if (await DeliverAgainAsync(self, incoming, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                delivered++;
            }
        }

        return problems.Count == 0 ? delivered : throw new AggregateException("Stored messages were not delivered; they come again.", problems);
    }

    /// <summary>Forgets identifiers older than any message that would still be taken.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) =>
        inbox.ForgetAsync(time.GetUtcNow() - options.Limits.MaxAge - options.Limits.MaxClockAhead - TimeSpan.FromHours(1), cancellationToken);

    private async Task<Exception?> DeliverAgainAsync(AccessPoint self, IncomingMessage incoming, CancellationToken cancellationToken)
    {
        var octets = await inbox.ReadAsync(incoming, cancellationToken).ConfigureAwait(false);

        // Judged by the time it came, so that it stays what it was then.
        if (ReceivedMessage.TryRead(incoming.ContentType, octets, options.Limits, out var message, out _)
            && self.Find(incoming.From) is { } partner
            && MessageOpener.Open(message, partner.Signers, self.DecryptionKeys, incoming.ReceivedAt, options.Limits) is OpenedMessage opened)
        {
            return await DeliverAsync(incoming, opened, cancellationToken).ConfigureAwait(false);
        }

        var problem = new InvalidOperationException("A stored message does not open any more: its sender or our key is gone from the configuration.");
        return await TryReleaseAsync(incoming, problem).ConfigureAwait(false) is { } another ? new AggregateException(problem, another) : problem;
    }

    private async Task<ReceiverAnswer> ReceiveAsync(string contentType, byte[] octets, CancellationToken cancellationToken)
    {
        // Whoever it is from: reading and verifying costs, and there are only so many processors.
        if (!await verifying.WaitAsync(options.MaxWait, cancellationToken).ConfigureAwait(false))
        {
            return new ReceiverAnswer(503, null, []);
        }

        ReceiverAnswer? refusal;
        Verified? verified;
        try
        {
            refusal = Verify(contentType, octets, out verified);
        }
        finally
        {
            verifying.Release();
        }

        return refusal ?? await TakeAsync(contentType, octets, verified!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All that is done for whoever may have sent it.</summary>
    /// <returns>Null for a partner's message.</returns>
    private ReceiverAnswer? Verify(string contentType, byte[] octets, out Verified? verified)
    {
        var self = accessPoint();
        var now = time.GetUtcNow();
        verified = null;
        if (!ReceivedMessage.TryRead(contentType, octets, options.Limits, out var message, out var failure))
        {
            return new ReceiverAnswer(400, SignalPacker.Error(Errors(self, [failure], null, now), key: null), [failure]);
        }

        if (message.Header.User is not { } header || self.SenderOf(header) is not { } partner)
        {
            failure = new RuleFailure(MessageRules.ProcessingMode, "No processing mode for these parties, service, action and agreement.");
            // Strangers shall not make us compute signatures; a partner shall be able to believe the answer.
            var claimed = message.Header.User?.From.Id is { } from && self.Find(from) is not null ? from : null;
            var key = claimed is not null && refusals.MaySign(claimed) ? self.SigningKey : null;
            return new ReceiverAnswer(200, SignalPacker.Error(Errors(self, [failure], message.Header.User?.MessageId, now), key), [failure])
            {
                From = claimed,
            };
        }

        var failures = new List<RuleFailure>();
        if (MessageOpener.Verify(message, partner.Signers, now, options.Limits, failures) is not { } opened)
        {
            return Refuse(self, header, failures, now, refusals.MaySign(header.From.Id) ? self.SigningKey : null);
        }

        verified = new Verified(self, opened, header, now);
        return null;
    }

    private async Task<ReceiverAnswer> TakeAsync(string contentType, byte[] octets, Verified message, CancellationToken cancellationToken)
    {
        var (self, verified, header, now) = message;

        // Decrypted in place, so what is to be kept is put aside first; only for somebody who could sign. A test is not kept.
        await using var staged = TestService.IsMeantBy(header) ? null : await inbox.StageAsync(octets, cancellationToken).ConfigureAwait(false);
        var outcome = MessageOpener.Decrypt(verified, self.DecryptionKeys, options.Limits);
        if (outcome is not OpenedMessage opened)
        {
            return Refuse(self, header, ((RefusedMessage)outcome).Failures, now, self.SigningKey);
        }

        if (staged is null)
        {
            return Acknowledge(self, opened, header, now) with { IsTest = true };
        }

        var incoming = new IncomingMessage(header.MessageId, header.From.Id, contentType, now, MessageFingerprint.Of(opened));
        var commitment = await staged.CommitAsync(incoming, now + options.Lease, cancellationToken).ConfigureAwait(false);
        if (commitment == Commitment.Conflicting)
        {
            return Refuse(self, header, [new RuleFailure(MessageRules.Identifier, "The identifier was used for another message before.")], now, self.SigningKey);
        }

        // From here on the message is ours, whether or not the sender waits for the answer.
        var problem = commitment == Commitment.Stored ? await DeliverAsync(incoming, opened, CancellationToken.None).ConfigureAwait(false) : null;

        // A repetition is answered like the first: the sender did not get that answer.
        return Acknowledge(self, opened, header, now) with { IsRepetition = commitment == Commitment.Repeated, DeliveryProblem = problem };
    }

    private static ReceiverAnswer Acknowledge(AccessPoint self, OpenedMessage opened, UserMessage header, DateTimeOffset now) =>
        new(200, SignalPacker.Receipt(opened, Signal(self, header.MessageId, now), self.SigningKey), []) { From = header.From.Id, MessageId = header.MessageId };

    private static ReceiverAnswer Refuse(AccessPoint self, UserMessage header, IReadOnlyList<RuleFailure> failures, DateTimeOffset now, SigningKey? key) =>
        new(200, SignalPacker.Error(Errors(self, failures, header.MessageId, now), key), failures) { From = header.From.Id, MessageId = header.MessageId };

    private async Task<Exception?> DeliverAsync(IncomingMessage incoming, OpenedMessage opened, CancellationToken cancellationToken)
    {
        try
        {
            await using (new Hold(options.Lease, until => inbox.HoldAsync(incoming, until, CancellationToken.None), time).ConfigureAwait(false))
            {
                await consumer.ConsumeAsync(opened, cancellationToken).ConfigureAwait(false);
            }

            await inbox.CompleteAsync(incoming, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception problem)
        {
            // Whatever it was: the message is stored, and comes again.
            return await TryReleaseAsync(incoming, problem).ConfigureAwait(false) is { } another ? new AggregateException(problem, another) : problem;
        }
    }

    private async Task<Exception?> TryReleaseAsync(IncomingMessage incoming, Exception cause)
    {
        try
        {
            var now = time.GetUtcNow();
            if (now - incoming.ReceivedAt >= options.GiveUpAfter)
            {
                // Its octets are not kept for ever; its identifier stays as long as any.
                await inbox.CompleteAsync(incoming, now, CancellationToken.None).ConfigureAwait(false);
                GivenUp?.Invoke(incoming, cause);
                return null;
            }

            await inbox.ReleaseAsync(incoming, NextTurn(incoming), CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (Exception problem)
        {
            // The hold ends by itself.
            return problem;
        }
    }

    // The longer it did not work, the longer the pause: two seconds at first, five minutes in the end.
    private DateTimeOffset NextTurn(IncomingMessage incoming)
    {
        var now = time.GetUtcNow();
        return now + TimeSpan.FromTicks(Math.Clamp((now - incoming.ReceivedAt).Ticks / 2, ShortestPause.Ticks, LongestPause.Ticks));
    }

    private static SignalMessage Signal(AccessPoint self, string? refTo, DateTimeOffset now) =>
        new() { MessageId = MessageIds.New(self.Domain), Timestamp = now, RefToMessageId = refTo };

    private static SignalMessage Errors(AccessPoint self, IReadOnlyList<RuleFailure> failures, string? refTo, DateTimeOffset now) => Signal(self, refTo, now) with
    {
        // Outside it is told which rule, and of the clocks by how much; what exactly was found is for our log.
        Errors = [.. failures.DistinctBy(failure => failure.Rule).Select(failure => new ReportedError(
            failure.Rule.Error, IsFailure: true, failure.Rule == MessageRules.Timestamp ? failure.Detail : $"Refused: {failure.Rule.Meaning}")
        {
            RefToMessageInError = refTo,
        })],
    };

    private sealed record Verified(AccessPoint Self, VerifiedMessage Message, UserMessage Header, DateTimeOffset At);
}
