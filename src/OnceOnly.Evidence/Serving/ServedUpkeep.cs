// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Evidence.Serving;

/// <summary>
/// Takes up what a dead instance left: asks again, answers what is decided. Ends what waited too long: whoever awaits an
/// answer is told so rather than left without one.
/// </summary>
internal sealed class ServedUpkeep(
    IServedState state, RegistryAsk registry, AnswerDesk answers, ServedLedger ledger, ILogger<ServedUpkeep> log) : IBackgroundWork
{
    /// <summary>For how long the pages can say how it ended.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public string Lease => "serving";

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        await EachAsync(await state.FindOrphansAsync(ledger.Now, cancellationToken), id => AskAgainAsync(id, cancellationToken), cancellationToken);
        await EachAsync(await state.FindDueAsync(ledger.Now, cancellationToken), id => EndAsync(id, cancellationToken), cancellationToken);
        await EachAsync(await state.FindUnansweredAsync(cancellationToken), id => answers.AnswerAsync(id, cancellationToken), cancellationToken);
        await state.SweepAsync(ledger.Now - Remembered, cancellationToken);
    }

    /// <summary>One that cannot be helped must not keep the others from their turn.</summary>
    private async Task EachAsync(IReadOnlyList<string> ids, Func<string, Task> work, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            try
            {
                await work(id);
            }
#pragma warning disable CA1031 // Whatever it is, the next turn tries again.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.ServedUpkeepFailed(log, id, exception.GetType().Name);
            }
        }
    }

    private async Task AskAgainAsync(string id, CancellationToken cancellationToken)
    {
        if (await state.FindAsync(id, cancellationToken) is { } orphan && orphan.LeaseUntil <= ledger.Now)
        {
            await registry.AgainAsync(orphan, cancellationToken);
        }
    }

    private async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        if (await state.FindAsync(id, cancellationToken) is not { IsFinal: false } served || !(served.DueAt <= ledger.Now))
        {
            return;
        }

        if (served.State == ServedRequestState.Decided && served.IsAwaited)
        {
            await answers.AnswerAsync(id, cancellationToken);
            return;
        }

        var (next, outcome) = served.IsAwaited
            ? (ServedRequestState.Decided, new ServedOutcome.Refused(ServingFault.TimedOut))
            : (ServedRequestState.Expired, served.Outcome);
        var after = served.MovedTo(next, ledger.Now) with
        {
            DueAt = null,
            LeaseUntil = null,
            CopyId = null,
            Outcome = outcome,
        };
        if (next == ServedRequestState.Expired)
        {
            after = after with { SealedPerson = null, SealedMessage = null };
        }

        var change = new ServedChange
        {
            Ledger = [await ledger.RecordAsync(new ServedRequestExpired(), served, cancellationToken)],
            Step = new ServedStep(served, after),
            ErasedCopies = served.CopyId is { } copy ? [copy] : [],
        };
        if (await state.CommitAsync(change, cancellationToken) == CommitOutcome.Committed)
        {
            await answers.AnswerAsync(id, cancellationToken);
        }
    }
}
