// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>Ends what waited too long for somebody to act.</summary>
internal sealed class Expiry(IEvidenceState state, Settlement settlement, LedgerRecorder time) : IBackgroundWork
{
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public string Lease => "expiry";

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var request in await state.FindExpiredExplicitRequestsAsync(time.Now, cancellationToken))
        {
            await settlement.CloseAsync(request, new ExplicitRequestExpired(), cancellationToken);
        }

        foreach (var id in await state.FindDueExchangesAsync(time.Now, cancellationToken))
        {
            if (await state.FindExchangeAsync(id, cancellationToken) is { } serving && serving.Exchange.DueAt <= time.Now)
            {
                await settlement.ExpireAsync(serving, cancellationToken);
            }
        }
    }
}
