// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Previews;

/// <summary>Whom a preview lets in: the person of the explicit request, in the same representation, with a log-in that is strong enough.</summary>
internal sealed class PreviewGate(IEvidenceState state, PersonReferences references, CallCheck check)
{
    public async ValueTask<bool> IsPersonOfAsync(ExplicitRequest request, AuthenticatedPerson person, CancellationToken cancellationToken) =>
        request.Person.IsSameAs(await references.OfAsync(person, cancellationToken));

    /// <summary>The e-service and offer may have left the registers, and this log-in may be weaker than the first.</summary>
    public async ValueTask<EvidenceError?> RefusalAsync(ServingState serving, AuthenticatedPerson person, CancellationToken cancellationToken)
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

    public async Task<(OpenedPreview Opened, ServingState Serving)?> FindOpenedAsync(
        string previewId, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        return await state.FindPreviewAsync(previewId, cancellationToken) is { } opened
            && await state.FindExchangeAsync(opened.ExchangeId, cancellationToken) is { } serving
            && await IsPersonOfAsync(serving.ExplicitRequest, person, cancellationToken)
            && await RefusalAsync(serving, person, cancellationToken) is null
            ? (opened, serving)
            : null;
    }
}
