// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Asking;

/// <summary>Writes down that a provider will be asked, before it is. Who wins this write, and nobody else, asks.</summary>
internal sealed class AskIntent(
    Settlement settlement,
    CopyVault vault,
    CopyKeys copyKeys,
    LedgerRecorder recorder,
    IOptions<EvidenceOptions> options)
{
    /// <returns>Null when another asker was first.</returns>
    public Task<Ask?> FirstAsync(
        ExplicitRequest request, EvidenceOffer offer, string? returnUri, string? returnState, CancellationToken cancellationToken)
    {
        var now = recorder.Now;
        var exchange = new Exchange
        {
            Id = Handle.New(),
            Revision = 1,
            ExplicitRequestId = request.Id,
            EvidenceType = offer.EvidenceType,
            Provider = offer.Provider,
            State = ExchangeState.Requested,
            ReturnUri = returnUri,
            ReturnState = returnState,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return CommitAsync(request, null, exchange, offer, new EvidenceAsked(), cancellationToken);
    }

    /// <param name="request">For which explicit request.</param>
    /// <param name="before">The exchange as it was left.</param>
    /// <param name="offer">What is asked of whom.</param>
    /// <param name="reason">Why again.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when another asker was first.</returns>
    public Task<Ask?> AgainAsync(
        ExplicitRequest request, Exchange before, EvidenceOffer offer, string reason, CancellationToken cancellationToken)
    {
        return CommitAsync(request, before, Again(before), offer, new EvidenceReAsked(before.Attempt + 1, reason), cancellationToken);
    }

    /// <summary>The citizen leaves to preview at the provider, who is about to be asked for what they accept there.</summary>
    /// <returns>Null when somebody else was first.</returns>
    public Task<Ask?> DepartAsync(
        ExplicitRequest request, Exchange before, EvidenceOffer offer, Uri returnTo, CancellationToken cancellationToken)
    {
        var exchange = before.MovedTo(ExchangeState.Previewing, recorder.Now) with { PreviewReturn = returnTo, DueAt = request.ExpiresAt };
        return CommitAsync(request, before, exchange, offer, new EvidencePreviewBegun(before.PreviewLocation!.IdnHost), cancellationToken);
    }

    /// <summary>Takes over an ask that goes on without sending anything: there is nothing to tell.</summary>
    /// <returns>Null when another asker was first.</returns>
    public Task<Ask?> ResumeAsync(ExplicitRequest request, Exchange before, EvidenceOffer offer, CancellationToken cancellationToken) =>
        CommitAsync(request, before, Again(before), offer, null, cancellationToken);
    /// <summary>The asker is about to repeat a request that may have reached the provider.</summary>
    /// <returns>Null when the exchange is not the asker's any more.</returns>
    public async Task<Ask?> RepeatAsync(Ask ask, string reason)
    {
        var after = ask.Exchange.MovedTo(ask.Exchange.State, recorder.Now) with
        {
            Attempt = ask.Exchange.Attempt + 1,
            LeaseUntil = recorder.Now + options.Value.Lease,
        };
        var change = new StateChange
        {
            Ledger = [await recorder.RecordAsync(new EvidenceReAsked(after.Attempt, reason), ask.Request, after, CancellationToken.None)],
            Exchanges = [new ExchangeStep(ask.Exchange, after)],
        };

        // Not cancelled half-way: then nobody would know which revision of the exchange is the asker's.
        return await settlement.CommitAsync(change, ask.Request, CancellationToken.None) == CommitOutcome.Committed
            ? ask with { Exchange = after }
            : null;
    }

    /// <summary>What is previewed at the provider stays so while the citizen is there; whatever else is asked again begins anew.</summary>
    private Exchange Again(Exchange before) => before.IsBeingAsked
        ? before.MovedTo(before.State, recorder.Now)
        : before.MovedTo(ExchangeState.Requested, recorder.Now) with
        {
            Error = null,
            AvailableAt = null,
            DueAt = null,
            PreviewLocation = null,
            PreviewReturn = null,
        };

    private async Task<Ask?> CommitAsync(
        ExplicitRequest request, Exchange? before, Exchange after, EvidenceOffer offer, LedgerEntry? entry, CancellationToken cancellationToken)
    {
        var (copy, dataKey) = await NewCopyAsync(request, offer, cancellationToken);
        after = after with
        {
            Attempt = (before?.Attempt ?? 0) + (entry is null ? 0 : 1),
            LeaseUntil = recorder.Now + options.Value.Lease,
            CopyId = copy.Id,
        };
        var change = new StateChange
        {
            Ledger = entry is null ? [] : [await recorder.RecordAsync(entry, request, after, cancellationToken)],
            Exchanges = [new ExchangeStep(before, after)],
            AddedCopy = copy,
            ErasedCopies = before?.CopyId is { } abandoned ? [abandoned] : [],
        };
        return await settlement.CommitAsync(change, request, cancellationToken) == CommitOutcome.Committed
            ? new Ask(request, after, offer, copy, dataKey, Asks: entry is EvidenceAsked or EvidenceReAsked)
            : null;
    }

    private async Task<(EvidenceCopy Copy, byte[] DataKey)> NewCopyAsync(
        ExplicitRequest request, EvidenceOffer offer, CancellationToken cancellationToken)
    {
        var id = Handle.New();
        var key = await vault.NewAsync(request.Person.Subject, id, cancellationToken);
        var mayBeShared = offer.Reuse is { Policy: ReusePolicy.Person, Tenants.Count: > 0 };
        var copy = new EvidenceCopy
        {
            Id = id,
            State = CopyState.Arriving,
            ExplicitRequestId = request.Id,
            Subject = request.Person.Subject,
            Tenant = request.Tenant,
            EvidenceType = offer.EvidenceType,
            Provider = offer.Provider,
            Policy = offer.Reuse.Policy,
            KeyId = key.KeyId,
            DataKey = key.Wrapped,
            CopyKey = offer.Reuse.Policy == ReusePolicy.Person
                ? await copyKeys.OfAsync(request.Tenant, request.Person.Subject, offer, cancellationToken)
                : null,
            SharedKey = mayBeShared ? await copyKeys.SharedOfAsync(request.Person.Subject, offer, cancellationToken) : null,
        };
        return (copy, key.DataKey);
    }
}
