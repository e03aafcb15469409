// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>Finishes erasures that were interrupted and deletes what nobody needs any more.</summary>
internal sealed class Sweeping(
    IEvidenceState state, IEvidenceSegments segments, IKeyStore keys, ErasureLease erasures, LedgerRecorder time) : IBackgroundWork
{
    // Half a gigabyte a turn; what is left waits for the next.
    private const int MostBatches = 128;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public string Lease => "sweeping";

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var subject in await state.FindPendingErasuresAsync(cancellationToken))
        {
            await erasures.TryRunAsync(subject, () => FinishAsync(subject, cancellationToken), cancellationToken);
        }

        await state.SweepAsync(time.Now, cancellationToken);
        for (var batch = 0; batch < MostBatches && await segments.SweepAsync(cancellationToken); batch++)
        {
            // Batch by batch, so that writers get their turn in between.
        }
    }

    private async Task FinishAsync(string subject, CancellationToken cancellationToken)
    {
        if (await keys.DestroyRetiredAsync(KeyPurpose.Evidence, subject, cancellationToken))
        {
            await state.RemovePendingErasureAsync(subject, cancellationToken);
        }
    }
}
