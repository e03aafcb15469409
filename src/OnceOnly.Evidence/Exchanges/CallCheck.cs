// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>What every call of an e-service is held against: the live explicit request, allow-list and offer.</summary>
internal sealed class CallCheck(IEvidenceState state, IEServiceDirectory directory, IEvidenceCatalogue catalogue, TimeProvider clock)
{
    private static readonly EvidenceError Unknown = new(EvidenceErrorCode.NotFound);

    /// <summary>The explicit request the call is made under. It may be closed.</summary>
    public async ValueTask<Result<ExplicitRequest>> RequestAsync(EServiceCall call, CancellationToken cancellationToken)
    {
        var request = await state.FindExplicitRequestAsync(call.ExplicitRequestId, cancellationToken);
        return request is not null && BelongsTo(request, call) ? request : Unknown;
    }

    /// <summary>One exchange of the call's explicit request. The request may be closed.</summary>
    public async ValueTask<Result<ServingState>> ExchangeAsync(EServiceCall call, string exchangeId, CancellationToken cancellationToken)
    {
        var serving = await state.FindExchangeAsync(exchangeId, cancellationToken);
        return serving is not null && serving.ExplicitRequest.Id == call.ExplicitRequestId && BelongsTo(serving.ExplicitRequest, call)
            ? serving
            : Unknown;
    }

    /// <returns>Null when the request is open.</returns>
    public EvidenceError? Closed(ExplicitRequest request) => request.IsOpenAt(clock.GetUtcNow())
        ? null
        : new EvidenceError(EvidenceErrorCode.ExplicitRequestClosed, "The citizen has to make a new explicit request.");

    /// <summary>The offer, as far as the e-service may have it now.</summary>
    public async ValueTask<Result<EvidenceOffer>> OfferAsync(
        ExplicitRequest request, RequestedEvidence evidence, CancellationToken cancellationToken)
    {
        if (directory.Find(request.ClientId) is not { } service
            || !service.Procedures.Contains(request.Procedure)
            || !service.EvidenceTypes.Contains(evidence.EvidenceType))
        {
            return new EvidenceError(EvidenceErrorCode.NotAllowed, "The e-service is not registered for this procedure and evidence type.");
        }

        if (await FindOfferAsync(request, evidence, cancellationToken) is not { } offer)
        {
            return new EvidenceError(EvidenceErrorCode.NoProvider);
        }

        return request.LevelOfAssurance < offer.LevelOfAssurance
            ? new EvidenceError(EvidenceErrorCode.LevelOfAssuranceTooLow, "The citizen has to log in with a higher level and make a new explicit request.")
            {
                RequiredLevel = offer.LevelOfAssurance,
            }
            : offer;
    }

    public async ValueTask<EvidenceOffer?> FindOfferAsync(ExplicitRequest request, RequestedEvidence evidence, CancellationToken cancellationToken)
    {
        var query = new EvidenceQuery(request.Procedure, EvidenceType: evidence.EvidenceType, Provider: evidence.Provider) 
        {
            Finder = new Finder(request.Tenant, request.ClientId),
            IsRequested = true,
        };
        return await catalogue.FindAsync(query, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The one evidence of the explicit request that the command names.</summary>
    public static Result<RequestedEvidence> Evidence(ExplicitRequest request, RequestEvidenceCommand command)
    {
        var named = request.Evidence.Where(evidence =>
            evidence.EvidenceType == command.EvidenceType
            && (command.Provider is null || evidence.Provider == command.Provider)).ToArray();
        return named switch
        {
            [var only] => only,
            [] => new EvidenceError(EvidenceErrorCode.NotRequested, "The citizen's explicit request does not name this evidence type and provider."),
            _ => new EvidenceError(EvidenceErrorCode.InvalidRequest, "Several providers were named; say which.") { Field = "provider" },
        };
    }

    /// <returns>Null when the browser may be sent back as the command says.</returns>
    public static EvidenceError? Return(EService service, RequestEvidenceCommand command)
    {
        if (command.ReturnUri is { } uri
            && (!service.ReturnUris.Contains(uri) || Encoding.UTF8.GetByteCount(uri) > RequestEvidenceCommand.LongestReturnUri))
        {
            return new EvidenceError(EvidenceErrorCode.InvalidRequest, "The return URI is not registered for this e-service, or too long.") { Field = "return_uri" };
        }

        return command.State?.Length > RequestEvidenceCommand.LongestState
            ? new EvidenceError(EvidenceErrorCode.InvalidRequest, "The state is longer than 512 characters.") { Field = "state" }
            : null;
    }

    private static bool BelongsTo(ExplicitRequest request, EServiceCall call) =>
        request.ClientId == call.Service.ClientId && request.Tenant == call.Service.Tenant;
}
