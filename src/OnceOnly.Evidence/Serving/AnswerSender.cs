// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Evidence.Serving;

/// <summary>
/// Hands written answers over: at once where they were written, and what a dead instance left behind after its lease. An
/// answer that is handed over twice leaves once, because the channel knows its id.
/// </summary>
internal sealed class AnswerSender(
    IServedState state,
    IServingChannel channel,
    ServedVault vault,
    CopyVault copies,
    ServedLedger ledger,
    ServingMeter meter,
    IOptions<EvidenceOptions> options,
    ILogger<AnswerSender> log) : IBackgroundWork
{
    /// <summary>Longer than any requester waits.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(4);

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var answer in await state.FindWaitingAnswersAsync(ledger.Now, cancellationToken))
        {
            var until = ledger.Now + options.Value.Lease;
            if (await state.TryTakeAnswerAsync(answer, until, cancellationToken))
            {
                await TryHandOverAsync(answer, cancellationToken);
            }
        }
    }

    /// <summary>Hands over in the background an answer that this instance has just written.</summary>
    public void Send(ServedAnswer answer) => _ = Task.Run(() => TryHandOverAsync(answer, CancellationToken.None));

    private async Task TryHandOverAsync(ServedAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            await HandOverAsync(answer, cancellationToken);
        }
#pragma warning disable CA1031 // It is written down: once its lease is over it is found again.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.AnswerDelayed(log, answer.Id, exception.GetType().Name);
        }
    }

    private async Task HandOverAsync(ServedAnswer answer, CancellationToken cancellationToken)
    {
        string? messageId = null;
        var isUnacceptable = false;
        try
        {
            messageId = await SubmitAsync(answer, cancellationToken);
        }
        catch (Exception exception) when (IsHopeless(answer, exception))
        {
            Log.AnswerNotSent(log, answer.Id, exception.GetType().Name, detail: null);
            isUnacceptable = exception is ArgumentException;
        }

        await EndAsync(answer, messageId, isUnacceptable, cancellationToken);
    }

    /// <returns>The transport id; null when it can never be sent.</returns>
    private async Task<string?> SubmitAsync(ServedAnswer answer, CancellationToken cancellationToken)
    {
        var message = await vault.OpenAnswerAsync(answer, cancellationToken);
        var copy = answer.CopyId is { } copyId ? await state.FindCopyAsync(copyId, cancellationToken) : null;
        var reader = copy is null ? null : await copies.OpenAsync(copy, cancellationToken);
        if (answer.CopyId is not null && reader is null)
        {
            // The person had it erased on the way out.
            return null;
        }

        var sent = await channel.HandOverAsync(
            answer.Id, message, document => new PieceStream(reader!.ReadAsync(document, cancellationToken)), cancellationToken);
        if (!sent.IsSuccess)
        {
            Log.AnswerNotSent(log, answer.Id, sent.Error.WireCode, sent.Error.Detail);
        }

        return sent.Value;
    }

    /// <summary>What was altered or is not acceptable stays so; for anything else nobody waits in the end.</summary>
    private bool IsHopeless(ServedAnswer answer, Exception exception) =>
        exception is CryptographicException or ArgumentException
        || (exception is not OperationCanceledException && ledger.Now - answer.CreatedAt >= GiveUpAfter);

    private async Task EndAsync(ServedAnswer answer, string? messageId, bool isUnacceptable, CancellationToken cancellationToken)
    {
        var served = answer.ServedRequestId is { } id ? await state.FindAsync(id, cancellationToken) : null;
        string? failed = null;
        var change = new ServedChange
        {
            Ledger = [await ledger.RecordAsync(new ServedRequestSent(answer.Id.ToString("D"), messageId), answer, served, cancellationToken)],
            RemovedAnswer = answer.Id,
            ErasedCopies = answer.CopyId is { } copy ? [copy] : [],
        };
        if (isUnacceptable && answer.CopyId is not null && served is not null)
        {
            // Whoever waits there hears at least that nothing comes.
            (var failure, var entry, failed) = await FailureAsync(answer, served, cancellationToken);
            change = change with { Ledger = [.. change.Ledger, entry], AddedAnswer = failure };
        }

        if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed && change.AddedAnswer is { } added)
        {
            meter.Answered(served!.Party, served.Service, failed!);
            Send(added);
        }
    }

    private async Task<(ServedAnswer Failure, LedgerRecord Entry, string Outcome)> FailureAsync(ServedAnswer answer, ServedRequest served, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var written = channel.WriteFailure(id, await vault.OpenAnswerAsync(answer, cancellationToken), ledger.Now);
        var entry = await ledger.RecordAsync(new ServedRequestAnswered(written.Log), served, cancellationToken, ServedLedger.PersonalOf(written));
        var failure = answer with
        {
            Id = id,
            SealedMessage = await vault.SealAnswerAsync(written.Message, id, cancellationToken),
            CopyId = null,
            CreatedAt = ledger.Now,
            LeaseUntil = ledger.Now + options.Value.Lease,
        };
        return (failure, entry, AnswerDesk.OutcomeOf(new AnswerContent.Refused(ServingFault.Failed, Detail: null), written));
    }
}
