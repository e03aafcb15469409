// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Serving;

/// <summary>An ask under way for a served request. It moves on with each repetition, until it has its answer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "An adapter that was left behind may still knock at the gate; without a wait handle it holds nothing.")]
internal sealed class ServedAsk(ServedRequest request, IServedState state, ServedLedger ledger, EvidenceOptions options)
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile ServedRequest _request = request;
    private bool _isAnswered;

    public ServedRequest Request => _request;

    /// <summary>Writes a repetition down before it leaves.</summary>
    public async Task<bool> MayRepeatAsync(EvidenceErrorCode lastTry)
    {
        await _gate.WaitAsync();
        try
        {
            var before = _request;
            var after = before.MovedTo(before.State, ledger.Now) with
            {
                Attempt = before.Attempt + 1,
                LeaseUntil = ledger.Now + options.AskTimeout + options.Lease,
            };
            var entry = new EvidenceReAsked(after.Attempt, new EvidenceError(lastTry).WireCode);
            var change = new ServedChange
            {
                Ledger = [await ledger.RecordAsync(entry, after, CancellationToken.None)],
                Step = new ServedStep(before, after),
            };
            if (_isAnswered || await CommitAsync(change) is not { } repeated)
            {
                return false;
            }

            _request = repeated;
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>From here on nothing is repeated, even by an adapter that was left behind.</summary>
    public async Task<ServedRequest> AnsweredAsync()
    {
        await _gate.WaitAsync();
        _isAnswered = true;
        _gate.Release();
        return _request;
    }

    /// <summary>Gives the lease back, so that another instance need not wait for it.</summary>
    public Task AbandonAsync() => state.RenewLeaseAsync(_request, ledger.Now, CancellationToken.None);

    private async Task<ServedRequest?> CommitAsync(ServedChange change)
    {
        while (true)
        {
            if (await state.CommitAsync(change, CancellationToken.None) == CommitOutcome.Committed)
            {
                return change.Step!.After;
            }

            // The request that waits may have come in between: that moves the revision and nothing of the ask.
            var now = await state.FindAsync(_request.Id, CancellationToken.None);
            if (now is not { State: ServedRequestState.Matched } || now.CopyId != _request.CopyId)
            {
                return null;
            }

            var after = now.MovedTo(now.State, ledger.Now) with { Attempt = now.Attempt + 1, LeaseUntil = change.Step!.After.LeaseUntil };
            change = change with { Step = new ServedStep(now, after) };
        }
    }
}
