// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Asking;

/// <summary>Writes down what came of asking, unless somebody else has taken over since.</summary>
internal sealed class AskOutcome(
    IEvidenceState state,
    DocumentsDigest digest,
    Settlement settlement,
    LedgerRecorder recorder,
    IOptions<EvidenceOptions> options,
    ILogger<AskOutcome> log)
{
    public async Task RecordAsync(Ask ask, ProviderAnswer answer, DocumentSink sink, CancellationToken cancellationToken)
    {
        var request = ask.Request;
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var change = await ChangeAsync(ask, request, answer, sink, cancellationToken);
            if (await settlement.CommitAsync(change, request, cancellationToken) == CommitOutcome.Committed)
            {
                Log.Asked(log, ask.Exchange.Id, change.Exchanges[0].After.State);
                return;
            }

            var now = await state.FindExchangeAsync(ask.Exchange.Id, cancellationToken);
            if (now is null || now.Exchange.Revision != ask.Exchange.Revision)
            {
                Log.OutcomeTooLate(log, ask.Exchange.Id);
                return;
            }

            if (now.Copy is not { State: CopyState.Arriving })
            {
                // Its person had erased what was arriving: there is nothing left to put the answer in.
                await settlement.ExpireAsync(now, cancellationToken);
            }

            // Else only the explicit request has moved on (another of its evidence was settled).
            request = now.ExplicitRequest;
        }

        throw Contention.Endless();
    }

    /// <summary>Gives the lease back, so that another instance need not wait for it.</summary>
    public Task AbandonAsync(Ask ask) => state.RenewLeasesAsync([ask.Exchange], recorder.Now, CancellationToken.None);

    /// <summary>The change for an asker that died too often.</summary>
    public async Task<CommitOutcome> GiveUpAsync(ServingState abandoned, CancellationToken cancellationToken)
    {
        var (exchange, request, _) = abandoned;
        var change = await FailedAsync(request, exchange, new EvidenceError(EvidenceErrorCode.Internal), cancellationToken);
        return await settlement.CommitAsync(change, request, cancellationToken);
    }

    private Task<StateChange> ChangeAsync(
        Ask ask, ExplicitRequest request, ProviderAnswer answer, DocumentSink sink, CancellationToken cancellationToken) => answer switch
        {
            ProviderAnswer.Provided provided => ProvidedAsync(ask, request, provided, sink, cancellationToken),
            ProviderAnswer.PreviewElsewhere preview when ask.Exchange.State == ExchangeState.Requested =>
                PreviewElsewhereAsync(request, ask.Exchange, preview, cancellationToken),
            ProviderAnswer.Declined when ask.Exchange.State == ExchangeState.Previewing => DeclinedAsync(request, ask.Exchange, cancellationToken),
            // Nobody declines what was not shown, and nobody is sent to a second preview.
            ProviderAnswer.PreviewElsewhere or ProviderAnswer.Declined =>
                FailedAsync(request, ask.Exchange, new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid), cancellationToken),
            ProviderAnswer.Failed { Error.Code: EvidenceErrorCode.Expired } => ExpiredAsync(request, ask.Exchange, cancellationToken),
            ProviderAnswer.Deferred deferred => DeferredAsync(request, ask.Exchange, deferred.Until, cancellationToken),
            ProviderAnswer.Failed failed => FailedAsync(request, ask.Exchange, failed.Error, cancellationToken),
            _ => throw new InvalidOperationException("Unknown kind of answer."),
        };

    private async Task<StateChange> ProvidedAsync(
        Ask ask, ExplicitRequest request, ProviderAnswer.Provided provided, DocumentSink sink, CancellationToken cancellationToken)
    {
        var now = recorder.Now;
        // Who accepted it at the provider's preview is not asked once more.
        var isAccepted = ask.Exchange.State == ExchangeState.Previewing;
        var toPreview = (ask.Offer.Preview || provided.NeedsPreview) && !isAccepted;
        var mayServe = !toPreview && ask.Copy.Policy == ReusePolicy.Person;
        var copy = ask.Copy with
        {
            State = mayServe ? CopyState.Reusable : CopyState.Held,
            Manifest = Manifest.Seal(sink.Documents, ask.DataKey, ask.Copy.Id),
            ObtainedAt = now,
            ExpiresAt = ask.Offer.Reuse is { Policy: ReusePolicy.Person, MaximumAge: { } age } ? now + age : null,
        };
        var decisionDue = now + options.Value.PreviewLifetime;
        var after = ask.Exchange.MovedTo(toPreview ? ExchangeState.PreviewRequired : ExchangeState.Available, now) with
        {
            LeaseUntil = null,
            DueAt = toPreview && decisionDue < request.ExpiresAt ? decisionDue : request.ExpiresAt,
            DocumentsDigest = await digest.OfAsync(
                request, ask.Exchange, sink.Documents.Select(document => document.Sha256), cancellationToken),
        };
        var received = new EvidenceReceived([.. sink.Documents.Select(document => new LedgerDocument(document.MediaType))]) { Form = 2 };
        return new StateChange
        {
            Ledger =
            [
                await recorder.RecordAsync(received, request, after, cancellationToken, PersonalFields.Of(sink.Documents)),
                .. isAccepted ? [await recorder.RecordAsync(new EvidenceAccepted(), request, after, cancellationToken)] : Array.Empty<LedgerRecord>(),
            ],
            Exchanges = [new ExchangeStep(ask.Exchange, after)],
            ChangedCopy = copy,
            Segments = sink.Pending,
        };
    }

    private async Task<StateChange> PreviewElsewhereAsync(
        ExplicitRequest request, Exchange exchange, ProviderAnswer.PreviewElsewhere preview, CancellationToken cancellationToken)
    {
        var after = WithoutCopy(exchange.MovedTo(ExchangeState.PreviewRequired, recorder.Now)) with
        {
            PreviewLocation = preview.Location,
            DueAt = preview.Until < request.ExpiresAt ? preview.Until : request.ExpiresAt,
        };
        var personal = new PersonalFields { PreviewLocation = preview.Location.OriginalString };
        return await WithoutEvidenceAsync(request, exchange, after, new EvidencePreviewOffered(preview.Location.IdnHost), cancellationToken, personal);
    }

    private async Task<StateChange> DeclinedAsync(ExplicitRequest request, Exchange exchange, CancellationToken cancellationToken)
    {
        var after = WithoutCopy(exchange.MovedTo(ExchangeState.Declined, recorder.Now)) with
        {
            DueAt = null,
            Error = new EvidenceError(EvidenceErrorCode.DeclinedByCitizen),
        };
        return await WithoutEvidenceAsync(request, exchange, after, new EvidenceDeclined(), cancellationToken);
    }

    private async Task<StateChange> ExpiredAsync(ExplicitRequest request, Exchange exchange, CancellationToken cancellationToken)
    {
        var after = WithoutCopy(exchange.MovedTo(ExchangeState.Expired, recorder.Now)) with
        {
            DueAt = null,
            Error = new EvidenceError(EvidenceErrorCode.Expired),
        };
        return await WithoutEvidenceAsync(request, exchange, after, new ExchangeExpired(), cancellationToken);
    }

    private async Task<StateChange> DeferredAsync(
        ExplicitRequest request, Exchange exchange, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var after = WithoutCopy(exchange.MovedTo(ExchangeState.Unavailable, recorder.Now)) with
        {
            DueAt = request.ExpiresAt,
            AvailableAt = until,
            Error = new EvidenceError(EvidenceErrorCode.EvidenceDeferred) { RetryAfter = until },
        };
        return await WithoutEvidenceAsync(request, exchange, after, new EvidenceDeferred(until), cancellationToken);
    }

    private async Task<StateChange> FailedAsync(
        ExplicitRequest request, Exchange exchange, EvidenceError error, CancellationToken cancellationToken)
    {
        var now = recorder.Now;
        if (error.Retry != Retry.Never && error.RetryAfter is null)
        {
            error = error with { RetryAfter = now + options.Value.RetryDelay };
        }

        var after = WithoutCopy(exchange.MovedTo(ExchangeState.Failed, now)) with { Error = error, DueAt = null };
        return await WithoutEvidenceAsync(request, exchange, after, new ExchangeFailed(error.WireCode), cancellationToken);
    }

    private async Task<StateChange> WithoutEvidenceAsync(
        ExplicitRequest request, Exchange before, Exchange after, LedgerEntry entry, CancellationToken cancellationToken, PersonalFields? personal = null) => new()
        {
            Ledger = [await recorder.RecordAsync(entry, request, after, cancellationToken, personal)],
            Exchanges = [new ExchangeStep(before, after)],
            ErasedCopies = before.CopyId is { } copy ? [copy] : [],
        };

    private static Exchange WithoutCopy(Exchange exchange) => exchange with { CopyId = null, LeaseUntil = null };
}
