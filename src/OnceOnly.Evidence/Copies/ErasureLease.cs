// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Copies;

/// <summary>
/// One erasure of a person's copies at a time, on all instances: it destroys every retired key of the person, and another
/// erasure may just be moving copies away from one.
/// </summary>
internal sealed class ErasureLease(IEvidenceState state, LedgerRecorder time, IOptions<EvidenceOptions> options)
{
    /// <returns>False when another erasure is under way; then nothing was done.</returns>
    public async Task<bool> TryRunAsync(string subject, Func<Task> erase, CancellationToken cancellationToken)
    {
        var (name, owner) = ("erasure:" + subject, Handle.New());
        if (!await state.TryLeaseAsync(name, owner, time.Now, time.Now + options.Value.Lease, cancellationToken))
        {
            return false;
        }

        try
        {
            await erase();
            return true;
        }
        finally
        {
            await state.ReleaseLeaseAsync(name, owner, CancellationToken.None);
        }
    }
}
