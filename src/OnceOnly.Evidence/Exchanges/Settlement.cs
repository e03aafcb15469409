// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>
/// What follows when evidence reaches its end: the explicit request counts it, and closes with the last one. Everything
/// that moves an exchange is written through here, so that counters and waiters never miss a move.
/// </summary>
internal sealed class Settlement(IEvidenceState state, LedgerRecorder recorder, ExchangeChanges changes, EvidenceMeter meter)
{
    /// <summary>Adds the consequences of the final steps among the change's exchanges, and commits.</summary>
    public async Task<CommitOutcome> CommitAsync(StateChange change, ExplicitRequest request, CancellationToken cancellationToken)
    {
        var settled = change.Exchanges.Count(step => step.After.IsFinal);
        if (settled > 0 && change.ExplicitRequest is null)
        {
            change = await CountAsync(change, request, settled, cancellationToken);
        }

        var outcome = await state.CommitAsync(change, cancellationToken);
        if (outcome == CommitOutcome.Committed)
        {
            Publish(change);
        }

        return outcome;
    }

    /// <summary>Ends an open explicit request and what is under way for it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="why">The entry that says why.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<CommitOutcome> CloseAsync(ExplicitRequest request, LedgerEntry why, CancellationToken cancellationToken)
    {
        var ledger = new List<LedgerRecord>();
        var steps = new List<ExchangeStep>();
        var given = await state.FindExchangesAsync(request.Id, cancellationToken);
        foreach (var exchange in given.Where(exchange => ExchangeTransitions.Allows(exchange.State, ExchangeState.Expired)))
        {
            steps.Add(Expire(exchange));
            ledger.Add(await recorder.RecordAsync(new ExchangeExpired(), request, exchange, cancellationToken));
        }

        ledger.Add(await recorder.RecordAsync(why, request, cancellationToken));
        var change = new StateChange { Ledger = ledger, Exchanges = steps, ExplicitRequest = request.Closed(recorder.Now) };
        var outcome = await CommitAsync(change, request, cancellationToken);
        if (outcome == CommitOutcome.Committed)
        {
            // These might have been asked again; now they never will.
            foreach (var failed in given.Where(exchange => exchange is { State: ExchangeState.Failed, IsFinal: false }))
            {
                meter.Ended(failed);
            }
        }

        return outcome;
    }

    /// <summary>Ends one exchange that waited too long, or whose copy is gone.</summary>
    public async Task<CommitOutcome> ExpireAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var (exchange, request, copy) = serving;
        var change = new StateChange
        {
            Ledger = [await recorder.RecordAsync(new ExchangeExpired(), request, exchange, cancellationToken)],
            Exchanges = [Expire(exchange)],
            ErasedCopies = copy is { State: CopyState.Arriving or CopyState.Held } ? [copy.Id] : [],
        };
        return await CommitAsync(change, request, cancellationToken);
    }

    private ExchangeStep Expire(Exchange exchange) => new(exchange, exchange.MovedTo(ExchangeState.Expired, recorder.Now) with
    {
        DueAt = null,
        LeaseUntil = null,
        Error = new EvidenceError(EvidenceErrorCode.Expired),
    });

    private async ValueTask<StateChange> CountAsync(
        StateChange change, ExplicitRequest request, int settled, CancellationToken cancellationToken)
    {
        var remaining = request.Remaining - settled;
        if (remaining > 0)
        {
            return change with { ExplicitRequest = request with { Revision = request.Revision + 1, Remaining = remaining } };
        }

        var closed = await recorder.RecordAsync(new ExplicitRequestClosed(), request, cancellationToken);
        return change with { Ledger = [.. change.Ledger, closed], ExplicitRequest = request.Closed(recorder.Now) };
    }

    private void Publish(StateChange change)
    {
        foreach (var exchange in change.Exchanges.Select(step => step.After))
        {
            changes.Announce(exchange.Id);
            if (exchange.IsFinal)
            {
                meter.Ended(exchange);
            }
        }
    }
}
