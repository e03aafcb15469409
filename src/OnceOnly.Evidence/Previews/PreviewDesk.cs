// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Previews;

/// <summary>Lets the citizen, and nobody else, see an evidence and decide.</summary>
internal sealed class PreviewDesk(
    IEvidenceState state,
    InteractionLinks links,
    PersonReferences references,
    IEServiceDirectory directory,
    CallCheck check,
    CopyVault vault,
    Settlement settlement,
    LedgerRecorder recorder,
    ILogger<PreviewDesk> log) : IPreviews
{
    private static readonly EvidenceError Invalid = new(EvidenceErrorCode.InteractionInvalid);
    private static readonly EvidenceError Over = new(EvidenceErrorCode.Expired);

    public async Task<Result<Preview>> OpenAsync(string interactionToken, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        if (await links.ReadAsync(interactionToken, cancellationToken) is not { } link)
        {
            return Invalid;
        }

        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var serving = await state.FindExchangeAsync(link.ExchangeId, cancellationToken);
            if (serving is null
                || !await IsPersonOfAsync(serving.ExplicitRequest, person, cancellationToken)
                || serving.Exchange.State is not (ExchangeState.PreviewRequired or ExchangeState.Previewing)
                || serving.Exchange.DueAt <= recorder.Now)
            {
                return Invalid;
            }

            if (await RefusalAsync(serving, person, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            var (exchange, request, _) = serving;
            var opened = new OpenedPreview(Handle.New(), exchange.Id, link.ReturnUri, link.ReturnState, request.ExpiresAt);
            var after = exchange.MovedTo(ExchangeState.Previewing, recorder.Now);
            var change = new StateChange
            {
                Ledger = [await recorder.RecordAsync(new EvidencePreviewed(), request, exchange, cancellationToken)],
                Use = new SingleUse("link:" + link.Id, link.ExpiresAt),
                Exchanges = [new ExchangeStep(exchange, after)],
                Preview = opened,
            };
            if (await settlement.CommitAsync(change, request, cancellationToken) == CommitOutcome.Committed)
            {
                return await ShowAsync(opened, serving with { Exchange = after }, cancellationToken);
            }

            // Either the link is used up, or the exchange has moved on: then look again.
            var now = await state.FindExchangeAsync(link.ExchangeId, cancellationToken);
            if (now?.Exchange.Revision == exchange.Revision)
            {
                return Invalid;
            }
        }

        throw Contention.Endless();
    }

    public async Task<Result<Preview>> FindAsync(string previewId, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var found = await FindOpenedAsync(previewId, person, cancellationToken);
        return found is var (opened, serving) ? await ShowAsync(opened, serving, cancellationToken) : Invalid;
    }

    public async Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>> ReadAsync(
        string previewId, DocumentInfo document, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        if (await FindOpenedAsync(previewId, person, cancellationToken) is not var (_, serving))
        {
            return Invalid;
        }

        if (serving.Exchange.State != ExchangeState.Previewing || serving.Exchange.DueAt <= recorder.Now)
        {
            return Over;
        }

        var reader = await OpenCopyAsync(serving, cancellationToken);
        return !reader.IsSuccess ? reader.Error
            : reader.Value.Has(document.Id) ? Result.Of(reader.Value.ReadAsync(document.Id, cancellationToken))
            : Over;
    }

    public async Task<Result<Preview>> DecideAsync(
        string previewId, AuthenticatedPerson person, bool accept, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            if (await FindOpenedAsync(previewId, person, cancellationToken) is not var (opened, serving))
            {
                return Invalid;
            }

            var exchange = serving.Exchange;
            if (exchange.State != ExchangeState.Previewing)
            {
                return exchange.State == ExchangeState.Expired ? Over
                    : IsDecided(exchange, accept) ? await ShowAsync(opened, serving, cancellationToken)
                    : new EvidenceError(EvidenceErrorCode.WrongState, "The decision was made already.");
            }

            if (exchange.DueAt <= recorder.Now)
            {
                return Over;
            }

            if (accept && await OpenCopyAsync(serving, cancellationToken) is { IsSuccess: false } gone)
            {
                return gone.Error;
            }

            var change = accept
                ? await AcceptedAsync(serving, cancellationToken)
                : await DeclinedAsync(serving, cancellationToken);
            if (await settlement.CommitAsync(change, serving.ExplicitRequest, cancellationToken) == CommitOutcome.Committed)
            {
                return await ShowAsync(opened, serving with { Exchange = change.Exchanges[0].After }, cancellationToken);
            }
        }

        throw Contention.Endless();
    }

    private async Task<StateChange> AcceptedAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var (exchange, request, copy) = serving;
        var after = exchange.MovedTo(ExchangeState.Available, recorder.Now) with { DueAt = request.ExpiresAt };
        return new StateChange
        {
            Ledger = [await recorder.RecordAsync(new EvidenceAccepted(), request, exchange, cancellationToken)],
            Exchanges = [new ExchangeStep(exchange, after)],

            // Only what the citizen has seen and accepted may serve again.
            ChangedCopy = copy is { Policy: ReusePolicy.Person } ? copy with { State = CopyState.Reusable } : null,
        };
    }

    private async Task<StateChange> DeclinedAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var (exchange, request, _) = serving;
        var after = exchange.MovedTo(ExchangeState.Declined, recorder.Now) with
        {
            DueAt = null,
            CopyId = null,
            Error = new EvidenceError(EvidenceErrorCode.DeclinedByCitizen),
        };
        return new StateChange
        {
            Ledger = [await recorder.RecordAsync(new EvidenceDeclined(), request, exchange, cancellationToken)],
            Exchanges = [new ExchangeStep(exchange, after)],
            ErasedCopies = [exchange.CopyId!],
        };
    }

    private async Task<Result<Preview>> ShowAsync(OpenedPreview opened, ServingState serving, CancellationToken cancellationToken)
    {
        var (exchange, request, _) = serving;
        var evidence = new RequestedEvidence(exchange.EvidenceType, exchange.Provider);
        var offer = await check.FindOfferAsync(request.Procedure, evidence, cancellationToken);
        var service = directory.Find(request.ClientId);
        IReadOnlyList<DocumentInfo> documents = [];
        if (exchange.State == ExchangeState.Previewing)
        {
            var reader = await OpenCopyAsync(serving, cancellationToken);
            if (!reader.IsSuccess)
            {
                return reader.Error;
            }

            documents = reader.Value.Documents;
        }

        return new Preview(
            opened.Id,
            service!,
            request.Procedure,
            offer!,
            documents,
            exchange.State,
            ReturnTo(opened, service!),
            exchange.DueAt ?? exchange.UpdatedAt);
    }

    private async Task<(OpenedPreview Opened, ServingState Serving)?> FindOpenedAsync(
        string previewId, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        return await state.FindPreviewAsync(previewId, cancellationToken) is { } opened
            && await state.FindExchangeAsync(opened.ExchangeId, cancellationToken) is { } serving
            && await IsPersonOfAsync(serving.ExplicitRequest, person, cancellationToken)
            && await RefusalAsync(serving, person, cancellationToken) is null
            ? (opened, serving)
            : null;
    }

    /// <summary>The e-service and offer may have left the registers, and this log-in may be weaker than the first.</summary>
    private async ValueTask<EvidenceError?> RefusalAsync(ServingState serving, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var evidence = new RequestedEvidence(serving.Exchange.EvidenceType, serving.Exchange.Provider);
        var offer = await check.OfferAsync(serving.ExplicitRequest, evidence, cancellationToken);
        if (!offer.IsSuccess)
        {
            return offer.Error;
        }

        return person.LevelOfAssurance >= offer.Value.LevelOfAssurance
            ? null
            : new EvidenceError(EvidenceErrorCode.LevelOfAssuranceTooLow) { RequiredLevel = offer.Value.LevelOfAssurance };
    }

    private async ValueTask<bool> IsPersonOfAsync(ExplicitRequest request, AuthenticatedPerson person, CancellationToken cancellationToken) =>
        request.Person.IsSameAs(await references.OfAsync(person, cancellationToken));

    /// <summary>The copy to look at. When its person had it erased, the exchange ends: nobody decides on what cannot be seen.</summary>
    private async ValueTask<Result<DocumentReader>> OpenCopyAsync(ServingState serving, CancellationToken cancellationToken)
    {
        try
        {
            if (await vault.OpenAsync(serving.Copy, cancellationToken) is { } reader)
            {
                return reader;
            }

            await settlement.ExpireAsync(serving, cancellationToken);
            return Over;
        }
        catch (CryptographicException exception)
        {
            Log.CopyAltered(log, serving.Exchange.Id, exception);
            return new EvidenceError(EvidenceErrorCode.Internal);
        }
    }

    private static bool IsDecided(Exchange exchange, bool accept) => exchange.State switch
    {
        ExchangeState.Available or ExchangeState.Delivered or ExchangeState.Acknowledged => accept,
        ExchangeState.Declined => !accept,
        _ => false,
    };

    /// <summary>Only where the e-service is registered to receive browsers now.</summary>
    private static Uri? ReturnTo(OpenedPreview opened, EService service)
    {
        if (opened.ReturnUri is null || !service.ReturnUris.Contains(opened.ReturnUri))
        {
            return null;
        }

        var builder = new UriBuilder(opened.ReturnUri);
        if (opened.ReturnState is { } returnState)
        {
            var pair = "state=" + Uri.EscapeDataString(returnState);
            builder.Query = builder.Query.Length > 1 ? builder.Query[1..] + "&" + pair : pair;
        }

        return builder.Uri;
    }
}
