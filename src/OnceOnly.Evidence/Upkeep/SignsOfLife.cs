// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Asking;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>Shows that this instance's askers are alive, so that nobody takes over from them.</summary>
internal sealed class SignsOfLife(
    IEvidenceState state, ProviderAsker asker, LedgerRecorder time, IOptions<EvidenceOptions> options) : IBackgroundWork
{
    public TimeSpan Every => options.Value.Lease / 3;

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (asker.Running is { Count: > 0 } running)
        {
            await state.RenewLeasesAsync(running, time.Now + options.Value.Lease, cancellationToken);
        }
    }
}
