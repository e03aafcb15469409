// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>Takes explicit requests.</summary>
internal sealed class ExplicitRequestDesk(
    IEvidenceState state,
    IEServiceDirectory directory,
    ProposalMaker proposals,
    ReusableCopies copies,
    PersonReferences references,
    SealedPerson persons,
    Settlement settlement,
    LedgerRecorder recorder,
    IOptions<EvidenceOptions> options) : IExplicitRequests
{
    public Task<Result<ProposedRequest>> ProposeAsync(EService service, EvidenceWish wish, CancellationToken cancellationToken) =>
        proposals.ProposeAsync(service, wish, cancellationToken);

    public async Task<IReadOnlyList<AvailableCopy>> FindCopiesAsync(
        ProposedRequest proposal, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var subject = (await references.OfAsync(person, cancellationToken)).Subject;
        var available = new List<AvailableCopy>();
        foreach (var offer in proposal.Items)
        {
            if (await copies.FindAsync(proposal.Service.Tenant, subject, offer, cancellationToken) is { } copy)
            {
                available.Add(new AvailableCopy(offer.EvidenceType, offer.Provider, copy.ObtainedAt!.Value));
            }
        }

        return available;
    }

    public async Task<Result<ExplicitRequestView>> GiveAsync(
        ProposedRequest proposal,
        IReadOnlyList<RequestedEvidence> chosen,
        AuthenticatedPerson person,
        GivenWording wording,
        CancellationToken cancellationToken)
    {
        if (Refusal(proposal, chosen, person) is { } refusal)
        {
            return refusal;
        }

        var request = await NewAsync(proposal, chosen, person, cancellationToken);
        var given = new ExplicitRequestGiven(chosen, LevelOfAssuranceUri.Of(person.LevelOfAssurance), wording)
        {
            About = EntryContexts.Of(request),
        };
        var entry = await recorder.RecordAsync(given, request.Person, cancellationToken, PersonalFields.Of(person));
        await state.CommitAsync(new StateChange { Ledger = [entry], ExplicitRequest = request }, cancellationToken);
        return request.ViewAt(recorder.Now);
    }

    public async Task RefuseAsync(
        ProposedRequest proposal, AuthenticatedPerson person, GivenWording wording, CancellationToken cancellationToken)
    {
        var types = proposal.Items.Select(offer => offer.EvidenceType).Distinct(StringComparer.Ordinal).ToArray();
        var refused = new ExplicitRequestRefused(types, wording)
        {
            About = new EntryContext
            {
                Client = proposal.Service.ClientId,
                Tenant = proposal.Service.Tenant,
                Procedure = proposal.Procedure,
            },
        };
        var reference = await references.OfAsync(person, cancellationToken);
        var entry = await recorder.RecordAsync(refused, reference, cancellationToken, PersonalFields.Of(person));
        await state.CommitAsync(new StateChange { Ledger = [entry] }, cancellationToken);
    }

    public async Task<Result<ExplicitRequestView>> WithdrawAsync(
        string explicitRequestId, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var reference = await references.OfAsync(person, cancellationToken);
        for (var round = 0; round < Contention.MostRounds; round++)
        {
            var request = await state.FindExplicitRequestAsync(explicitRequestId, cancellationToken);
            if (request is null || !Standing.Of(person, reference).MayEnd(request.Person))
            {
                return new EvidenceError(EvidenceErrorCode.NotFound);
            }

            if (request.ClosedAt is not null
                || await settlement.CloseAsync(request, new ExplicitRequestWithdrawn(), cancellationToken) == CommitOutcome.Committed)
            {
                return request.ViewAt(recorder.Now) with { IsOpen = false };
            }
        }

        throw Contention.Endless();
    }

    public async Task<IReadOnlyList<ExplicitRequestView>> FindOpenAsync(AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var reference = await references.OfAsync(person, cancellationToken);
        var standing = Standing.Of(person, reference);
        var open = await state.FindOpenExplicitRequestsAsync(reference.Subject, cancellationToken);
        return open
            .Where(request => request.IsOpenAt(recorder.Now) && standing.MayEnd(request.Person))
            .OrderByDescending(request => request.GivenAt)
            .Select(request => request.ViewAt(recorder.Now))
            .ToArray();
    }

    public async Task<ExplicitRequestView?> FindAsync(string explicitRequestId, CancellationToken cancellationToken) =>
        (await state.FindExplicitRequestAsync(explicitRequestId, cancellationToken))?.ViewAt(recorder.Now);

    /// <summary>Why this person cannot give this request; null when they can.</summary>
    private EvidenceError? Refusal(ProposedRequest proposal, IReadOnlyList<RequestedEvidence> chosen, AuthenticatedPerson person)
    {
        if (directory.Find(proposal.Service.ClientId) is not { } service
            || service.Tenant != proposal.Service.Tenant
            || !ProposalMaker.Allows(service, proposal.Procedure, proposal.Items.Select(offer => offer.EvidenceType)))
        {
            return new EvidenceError(EvidenceErrorCode.NotAllowed, "The e-service is not registered for this procedure and evidence.");
        }

        if (!TryMatch(proposal, chosen, out var offers))
        {
            return new EvidenceError(EvidenceErrorCode.InvalidRequest, "Choose exactly one offered provider for each evidence type.");
        }

        var kind = person.Subject is LegalPerson ? SubjectKind.LegalPerson : SubjectKind.NaturalPerson;
        if (offers.Any(offer => offer.Subject != SubjectKind.Any && offer.Subject != kind))
        {
            return new EvidenceError(EvidenceErrorCode.SubjectKindMismatch);
        }

        var needed = offers.Max(offer => offer.LevelOfAssurance);
        return person.LevelOfAssurance < needed
            ? new EvidenceError(EvidenceErrorCode.LevelOfAssuranceTooLow) { RequiredLevel = needed }
            : null;
    }

    private static bool TryMatch(ProposedRequest proposal, IReadOnlyList<RequestedEvidence> chosen, out IReadOnlyList<EvidenceOffer> offers)
    {
        var types = proposal.Items.Select(offer => offer.EvidenceType).ToHashSet(StringComparer.Ordinal);
        offers = proposal.Items.Where(offer => offer.Questions.Count == 0 && chosen.Contains(new RequestedEvidence(offer.EvidenceType, offer.Provider))).ToArray();
        return types.Count > 0
            && chosen.Count == types.Count
            && offers.Count == types.Count
            && offers.Select(offer => offer.EvidenceType).ToHashSet(StringComparer.Ordinal).SetEquals(types);
    }

    private async Task<ExplicitRequest> NewAsync(
        ProposedRequest proposal, IReadOnlyList<RequestedEvidence> chosen, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var id = Handle.New();
        var now = recorder.Now;
        return new ExplicitRequest
        {
            Id = id,
            Revision = 1,
            ClientId = proposal.Service.ClientId,
            Tenant = proposal.Service.Tenant,
            Procedure = proposal.Procedure,
            Evidence = chosen,
            LevelOfAssurance = person.LevelOfAssurance,
            Person = await references.OfAsync(person, cancellationToken),
            SealedPerson = await persons.SealAsync(person, id, cancellationToken),
            Remaining = chosen.Count,
            GivenAt = now,
            ExpiresAt = now + options.Value.ExplicitRequestLifetime,
        };
    }
}
