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
    PreviewGate gate,
    Departures departures,
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
                || !await gate.IsPersonOfAsync(serving.ExplicitRequest, person, cancellationToken)
                || serving.Exchange.State is not (ExchangeState.PreviewRequired or ExchangeState.Previewing)
                || serving.Exchange.DueAt <= recorder.Now)
            {
                return Invalid;
            }

            if (await gate.RefusalAsync(serving, person, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            var (exchange, request, _) = serving;
            var opened = new OpenedPreview(Handle.New(), exchange.Id, link.ReturnUri, link.ReturnState, request.ExpiresAt);
            var change = new StateChange
            {
                Ledger = [],
                Use = new SingleUse("link:" + link.Id, link.ExpiresAt),
                OpenExplicitRequest = request.Id,
                Preview = opened,
            };
            // What is previewed at the provider is not moved by looking at the page from which the citizen leaves.
            var after = exchange;
            if (exchange.PreviewLocation is null)
            {
                after = exchange.MovedTo(ExchangeState.Previewing, recorder.Now);
                change = change with
                {
                    Ledger = [await recorder.RecordAsync(new EvidencePreviewed(), request, exchange, cancellationToken)],
                    Exchanges = [new ExchangeStep(exchange, after)],
                };
            }

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
        var found = await gate.FindOpenedAsync(previewId, person, cancellationToken);
        return found is var (opened, serving) ? await ShowAsync(opened, serving, cancellationToken) : Invalid;
    }

    public async Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>> ReadAsync(
        string previewId, DocumentInfo document, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        if (await gate.FindOpenedAsync(previewId, person, cancellationToken) is not var (_, serving))
        {
            return Invalid;
        }

        if (!IsShownHere(serving.Exchange) || serving.Exchange.DueAt <= recorder.Now)
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
            if (await gate.FindOpenedAsync(previewId, person, cancellationToken) is not var (opened, serving))
            {
                return Invalid;
            }

            var exchange = serving.Exchange;
            if (!IsShownHere(exchange))
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
        var offer = await check.FindOfferAsync(request, evidence, cancellationToken);
        var service = directory.Find(request.ClientId);
        IReadOnlyList<DocumentInfo> documents = [];
        if (IsShownHere(exchange))
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
            exchange.DueAt ?? exchange.UpdatedAt)
        {
            Elsewhere = exchange.PreviewLocation,
            Error = exchange.Error,
        };
    }

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

    public Task<Result<Uri>> DepartAsync(
        string previewId, AuthenticatedPerson person, Uri returnTo, CancellationToken cancellationToken) =>
        departures.DepartAsync(previewId, person, returnTo, cancellationToken);

    private static bool IsShownHere(Exchange exchange) => exchange is { State: ExchangeState.Previewing, PreviewLocation: null };

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
