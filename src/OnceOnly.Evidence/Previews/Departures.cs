// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Asking;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Previews;

/// <summary>Lets the citizen leave for a preview at the provider, and begins to wait for what they accept there.</summary>
internal sealed class Departures(PreviewGate gate, CallCheck check, ExchangeStart start, ProviderAsker asker, TimeProvider clock)
{
    private static readonly EvidenceError Over = new(EvidenceErrorCode.Expired);

    /// <returns>Where the browser goes. Whoever left before and came back goes the same way again; nothing is asked anew.</returns>
    public async Task<Result<Uri>> DepartAsync(
        string previewId, AuthenticatedPerson person, Uri returnTo, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            if (await gate.FindOpenedAsync(previewId, person, cancellationToken) is not var (_, serving))
            {
                return new EvidenceError(EvidenceErrorCode.InteractionInvalid);
            }

            var exchange = serving.Exchange;
            if (exchange.State == ExchangeState.Previewing && await asker.DepartureAsync(exchange, cancellationToken) is { } address)
            {
                return address;
            }

            if (exchange is not { State: ExchangeState.PreviewRequired, PreviewLocation: not null })
            {
                return exchange.State == ExchangeState.Expired ? Over : new EvidenceError(EvidenceErrorCode.WrongState);
            }

            if (exchange.DueAt <= clock.GetUtcNow())
            {
                return Over;
            }

            var evidence = new RequestedEvidence(exchange.EvidenceType, exchange.Provider);
            var offer = await check.OfferAsync(serving.ExplicitRequest, evidence, cancellationToken);
            var error = offer.IsSuccess ? await start.DepartAsync(serving, offer.Value, returnTo, cancellationToken) : offer.Error;
            if (error is not null)
            {
                return error;
            }
        }

        throw Contention.Endless();
    }
}
