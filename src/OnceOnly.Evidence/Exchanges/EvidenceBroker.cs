// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>What e-services can do.</summary>
internal sealed class EvidenceBroker(
    IEvidenceState state,
    IEvidenceCatalogue catalogue,
    CallCheck check,
    ExchangeStart start,
    ExchangeViews views,
    ExchangeChanges changes,
    Deliveries deliveries,
    IOptions<EvidenceOptions> options,
    TimeProvider clock) : IEvidenceBroker
{
    private readonly SingleFlight<EvidenceError?> _starts = new();

    public async Task<Result<IReadOnlyList<EvidenceOffer>>> FindAsync(
        EService service, EvidenceQuery query, CancellationToken cancellationToken)
    {
        if (!service.Procedures.Contains(query.Procedure)
            || (query.EvidenceType is { } type && !service.EvidenceTypes.Contains(type)))
        {
            return new EvidenceError(EvidenceErrorCode.NotAllowed, "The e-service is not registered for this procedure or evidence type.");
        }

        var offers = await catalogue.FindAsync(query with { Finder = new Finder(service.Tenant, service.ClientId) }, cancellationToken);
        return offers.Where(offer => service.EvidenceTypes.Contains(offer.EvidenceType)).ToArray();
    }

    public async Task<Result<ExchangeView>> RequestAsync(
        EServiceCall call, RequestEvidenceCommand command, CancellationToken cancellationToken)
    {
        var found = await check.RequestAsync(call, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var evidence = CallCheck.Evidence(found.Value, command);
        if ((check.Closed(found.Value) ?? evidence.Error ?? CallCheck.Return(call.Service, command)) is { } refusal)
        {
            return refusal;
        }

        var offer = await check.OfferAsync(found.Value, evidence.Value!, cancellationToken);
        if (!offer.IsSuccess)
        {
            return offer.Error;
        }

        var serving = await state.FindExchangeAsync(found.Value.Id, evidence.Value!, cancellationToken);
        if (ReasonToAsk(serving?.Exchange) is not null)
        {
            var key = $"{found.Value.Id}|{evidence.Value!.EvidenceType}|{evidence.Value.Provider}";
            var error = await _starts.RunAsync(key, () => AskAsync(found.Value, evidence.Value, offer.Value, command), cancellationToken);
            if (error is not null)
            {
                return error;
            }

            serving = await state.FindExchangeAsync(found.Value.Id, evidence.Value, cancellationToken);
        }

        serving = await QuickAnswerAsync(serving, cancellationToken);
        return serving is null
            ? new EvidenceError(EvidenceErrorCode.ExplicitRequestClosed)
            : await views.OfAsync(serving, command.ReturnUri, command.State, cancellationToken);
    }

    public async Task<Result<ExchangeView>> GetAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken)
    {
        var serving = await check.ExchangeAsync(call, exchangeId, cancellationToken);
        return serving.IsSuccess ? await views.OfAsync(serving.Value, cancellationToken) : serving.Error;
    }

    public async IAsyncEnumerable<Result<ExchangeView>> WatchAsync(
        EServiceCall call, string exchangeId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = changes.Subscribe(exchangeId);
        for (var seen = 0L; ;)
        {
            var serving = await check.ExchangeAsync(call, exchangeId, cancellationToken);
            if (!serving.IsSuccess)
            {
                yield return serving.Error;
                yield break;
            }

            if (serving.Value.Exchange.Revision != seen)
            {
                seen = serving.Value.Exchange.Revision;
                yield return await views.OfAsync(serving.Value, cancellationToken);
            }

            if (serving.Value.Exchange is { IsFinal: true } or { State: ExchangeState.Failed })
            {
                yield break;
            }

            await subscription.NextAsync(ExchangeChanges.Poll, cancellationToken);
        }
    }

    public Task<Result<IEvidenceDelivery>> FetchAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken) =>
        deliveries.BeginAsync(call, exchangeId, cancellationToken);

    public Task<Result<ExchangeView>> AcknowledgeAsync(
        EServiceCall call, string exchangeId, IReadOnlyList<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken) =>
        deliveries.AcknowledgeAsync(call, exchangeId, sha256, cancellationToken);

    /// <returns>Null when there is nothing to ask (now).</returns>
    private string? ReasonToAsk(Exchange? exchange) => exchange switch
    {
        null => "first",
        { State: ExchangeState.Unavailable } when exchange.AvailableAt <= clock.GetUtcNow() => "deferred",
        { State: ExchangeState.Failed, IsFinal: false } when exchange.Error?.RetryAfter is not { } after || after <= clock.GetUtcNow() => "failed",
        _ => null,
    };

    /// <summary>Starts the exchange, or asks again where that is due. Not bound to any one caller's patience.</summary>
    private async Task<EvidenceError?> AskAsync(
        ExplicitRequest request, RequestedEvidence evidence, EvidenceOffer offer, RequestEvidenceCommand command)
    {
        var serving = await state.FindExchangeAsync(request.Id, evidence, CancellationToken.None);
        return serving is null ? await start.FirstAsync(request, offer, command, CancellationToken.None)
            : ReasonToAsk(serving.Exchange) is { } reason ? await start.AgainAsync(serving, offer, reason, CancellationToken.None)
            : null;
    }

    /// <summary>Waits a short while for one who is being asked.</summary>
    private async Task<ServingState?> QuickAnswerAsync(ServingState? serving, CancellationToken cancellationToken)
    {
        if (serving?.Exchange.State != ExchangeState.Requested)
        {
            return serving;
        }

        var until = clock.GetUtcNow() + options.Value.QuickAnswer;
        using var subscription = changes.Subscribe(serving.Exchange.Id);
        while (true)
        {
            serving = await state.FindExchangeAsync(serving!.Exchange.Id, cancellationToken);
            var left = until - clock.GetUtcNow();
            if (serving?.Exchange.State != ExchangeState.Requested || left <= TimeSpan.Zero)
            {
                return serving;
            }

            await subscription.NextAsync(left < ExchangeChanges.Poll ? left : ExchangeChanges.Poll, cancellationToken);
        }
    }
}
