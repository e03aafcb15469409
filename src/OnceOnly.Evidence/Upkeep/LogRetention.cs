// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>
/// When the legal retention of the log ends, destroys log keys and deletes the explicit requests and exchanges of those
/// months, which name their persons by reference. The entries stay, but nothing in the database tells whose they are.
/// </summary>
internal sealed class LogRetention(
    IEvidenceState state, IKeyStore keys, LogKeys cache, LedgerRecorder recorder, IOptions<EvidenceOptions> options) : IBackgroundWork
{
    private bool _isOnDisk;

    public TimeSpan Every => TimeSpan.FromHours(1);

    public string Lease => "log-retention";

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        var firstKept = LogKeys.MonthOf(recorder.Now.AddMonths(-options.Value.LogMonths));
        if (await keys.HasLogKeysBeforeAsync(firstKept, cancellationToken))
        {
            var entry = await recorder.RecordAsync(new LogKeysDestroyed(firstKept), person: null, cancellationToken);
            await state.CommitAsync(new StateChange { Ledger = [entry] }, cancellationToken);
            _isOnDisk = true;
        }

        while (await state.ForgetExplicitRequestsAsync(LogKeys.BeginOf(firstKept), cancellationToken))
        {
            // Batch by batch, so that writers get their turn in between.
        }

        if (_isOnDisk)
        {
            _isOnDisk = !await keys.DestroyLogKeysBeforeAsync(firstKept, cancellationToken);
        }

        cache.ForgetBefore(firstKept);
    }
}
