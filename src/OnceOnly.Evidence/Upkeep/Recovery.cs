// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Asking;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Upkeep;

/// <summary>
/// Finds intents without outcome whose asker died. While the explicit request lives the provider is asked again, which
/// the ledger says; after too many deaths the exchange fails, because its question may be what kills.
/// </summary>
internal sealed class Recovery(
    IEvidenceState state,
    CallCheck check,
    ExchangeStart start,
    AskOutcome outcome,
    ProviderAsker asker,
    LedgerRecorder recorder,
    ILogger<Recovery> log) : IBackgroundWork
{
    private const int MostAttempts = 3;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public string Lease => "recovery";

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await state.FindOrphansAsync(recorder.Now, cancellationToken))
        {
            if (!asker.IsAsking(id)
                && await state.FindExchangeAsync(id, cancellationToken) is { Exchange.IsBeingAsked: true } serving)
            {
                await RecoverAsync(serving, cancellationToken);
            }
        }
    }

    private async Task RecoverAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var exchange = serving.Exchange;
        var evidence = new RequestedEvidence(exchange.EvidenceType, exchange.Provider);
        var offer = await check.OfferAsync(serving.ExplicitRequest, evidence, cancellationToken);
        if (offer.IsSuccess && await asker.IsUnderWayAsync(exchange, cancellationToken))
        {
            if (await start.ResumeAsync(serving, offer.Value, cancellationToken) is null)
            {
                Log.Recovered(log, exchange.Id, exchange.Attempt);
            }

            return;
        }

        if (exchange.Attempt < MostAttempts && offer.IsSuccess)
        {
            var error = await start.AgainAsync(serving, offer.Value, "recovered", cancellationToken);
            if (error is null)
            {
                Log.Recovered(log, exchange.Id, exchange.Attempt + 1);
                return;
            }
        }

        await outcome.GiveUpAsync(serving, cancellationToken);
    }
}
