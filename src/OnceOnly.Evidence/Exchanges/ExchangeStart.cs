// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Asking;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Starts an exchange: from a copy that may serve, else by asking the provider.</summary>
internal sealed class ExchangeStart(
    ReusableCopies copies,
    CopyVault vault,
    AskIntent intent,
    ProviderAsker asker,
    DocumentsDigest digest,
    Settlement settlement,
    LedgerRecorder recorder,
    EvidenceMeter meter)
{
    /// <returns>Null when it was started, here or elsewhere: read it.</returns>
    public async Task<EvidenceError?> FirstAsync(
        ExplicitRequest request, EvidenceOffer offer, RequestEvidenceCommand command, CancellationToken cancellationToken)
    {
        if (await copies.FindAsync(request.Tenant, request.Person.Subject, offer, cancellationToken) is { } copy
            && await vault.OpenAsync(copy, cancellationToken) is { } documents)
        {
            await ServeAsync(request, offer, copy, documents, command, cancellationToken);
            return null;
        }

        return await AskAsync(offer, () => intent.FirstAsync(request, offer, command.ReturnUri, command.State, cancellationToken));
    }

    /// <returns>Null when the provider is being asked again, here or elsewhere: read it.</returns>
    public Task<EvidenceError?> AgainAsync(
        ServingState serving, EvidenceOffer offer, string reason, CancellationToken cancellationToken) =>
        AskAsync(offer, () => intent.AgainAsync(serving.ExplicitRequest, serving.Exchange, offer, reason, cancellationToken));

    /// <summary>Waits on in the place of an asker that died, without asking anew.</summary>
    /// <returns>Null when it is awaited, here or elsewhere: read it.</returns>
    public Task<EvidenceError?> ResumeAsync(ServingState serving, EvidenceOffer offer, CancellationToken cancellationToken) =>
        AskAsync(offer, () => intent.ResumeAsync(serving.ExplicitRequest, serving.Exchange, offer, cancellationToken));

    /// <summary>Asks for what the citizen will have accepted at the provider's preview, for which they leave now.</summary>
    /// <returns>Null when it was begun, here or elsewhere: read it.</returns>
    public Task<EvidenceError?> DepartAsync(ServingState serving, EvidenceOffer offer, Uri returnTo, CancellationToken cancellationToken) =>
        AskAsync(offer, () => intent.DepartAsync(serving.ExplicitRequest, serving.Exchange, offer, returnTo, cancellationToken));

    private async Task<EvidenceError?> AskAsync(EvidenceOffer offer, Func<Task<Ask?>> commit)
    {
        if (!asker.Reaches(offer.Provider))
        {
            return new EvidenceError(EvidenceErrorCode.NoProvider);
        }

        if (asker.IsFull(offer.Provider))
        {
            return new EvidenceError(EvidenceErrorCode.Overloaded);
        }

        if (await commit() is { } ask)
        {
            asker.Start(ask);
        }

        return null;
    }

    private async Task ServeAsync(
        ExplicitRequest request,
        EvidenceOffer offer,
        EvidenceCopy copy,
        DocumentReader documents,
        RequestEvidenceCommand command,
        CancellationToken cancellationToken)
    {
        var now = recorder.Now;
        var exchange = new Exchange
        {
            Id = Handle.New(),
            Revision = 1,
            ExplicitRequestId = request.Id,
            EvidenceType = offer.EvidenceType,
            Provider = offer.Provider,
            State = ExchangeState.Available,
            DueAt = request.ExpiresAt,
            CopyId = copy.Id,
            ServedFromCopy = true,
            ReturnUri = command.ReturnUri,
            ReturnState = command.State,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var digests = documents.Documents.Select(document => document.Sha256);
        exchange = exchange with { DocumentsDigest = await digest.OfAsync(request, exchange, digests, cancellationToken) };
        var entry = new EvidenceServedFromCopy(copy.ObtainedAt!.Value, copy.Tenant, offer.Reuse.LegalBasis!);
        var change = new StateChange
        {
            Ledger = [await recorder.RecordAsync(entry, request, exchange, cancellationToken)],
            Exchanges = [new ExchangeStep(null, exchange)],
        };
        if (await settlement.CommitAsync(change, request, cancellationToken) == CommitOutcome.Committed)
        {
            meter.Served(exchange);
        }
    }
}
