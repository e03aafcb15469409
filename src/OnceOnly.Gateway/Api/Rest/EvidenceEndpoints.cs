// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>The evidence API over REST: the same resources and rules as over gRPC.</summary>
internal static class EvidenceEndpoints
{
    private const int LargestBody = 16 * 1024;

    public static void MapEvidenceRest(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/v1")
            .ServedOn(Listener.Public, Listener.MutualTls)
            .WithMetadata(AccessTokenRequired.Instance, new RequestSizeLimitAttribute(LargestBody))
            .WithTags("Evidence");
        api.MapGet("/evidence", FindAsync).WithName("findEvidence")
            .WithSummary("What can prove a requirement of a procedure, and who holds it")
            .WithDescription("Also answers a token that the e-service got for itself: it tells nothing about persons.");
        api.MapPost("/exchanges", RequestAsync).WithName("requestEvidence")
            .WithSummary("Ask for one evidence of the explicit request")
            .WithDescription("Returns at once. Repeated while the explicit request is open, it returns the same exchange.");
        api.MapGet("/exchanges/{exchangeId}", GetAsync).WithName("getExchange")
            .WithSummary("The exchange as it is now");
        api.MapGet("/exchanges/{exchangeId}/events", ExchangeEvents.WatchAsync).WithName("watchExchange")
            .WithSummary("The exchange now, then at each change, as server-sent events")
            .WithDescription("Each `exchange` event holds the whole exchange. The stream ends when it can change no more; a `problem` event says when it ends for another reason, for example because the token ended.")
            .Produces<ExchangeResource>(StatusCodes.Status200OK, "text/event-stream");
        api.MapGet("/exchanges/{exchangeId}/documents/{documentId}", DocumentDownload.FetchAsync).WithName("fetchDocument")
            .WithSummary("The bytes of one document")
            .WithDescription("The exchange is `delivered` when the last of its documents has left completely.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        api.MapPost("/exchanges/{exchangeId}/acknowledgement", AcknowledgeAsync).WithName("acknowledgeEvidence")
            .WithSummary("Prove by their digests that the documents are stored")
            .WithDescription("Repeating it changes nothing.");
    }

    private static async Task<Results<Ok<EvidenceOffersResource>, ErrorResult>> FindAsync(
        HttpContext context,
        IEvidenceBroker broker,
        string? procedure,
        string? requirement,
        string? evidenceType,
        string? country,
        string[]? answer)
    {
        if (!RequestRules.TryQuery(procedure, requirement, evidenceType, country, Answers(answer), out var query, out var error))
        {
            return new ErrorResult(error);
        }

        var finder = Caller(context).Finder;
        if (!finder.IsSuccess)
        {
            return new ErrorResult(finder.Error);
        }

        var offers = await broker.FindAsync(finder.Value, query, context.RequestAborted);
        return offers.IsSuccess
            ? TypedResults.Ok(new EvidenceOffersResource([.. offers.Value.Select(EvidenceOfferResource.Of)]))
            : new ErrorResult(offers.Error);
    }

    private static Dictionary<string, string> Answers(string[]? given) => (given ?? [])
        .Select(answer => answer.Split('=', 2))
        .DistinctBy(answer => answer[0], StringComparer.Ordinal)
        .ToDictionary(answer => answer[0], answer => answer.Length > 1 ? answer[1] : string.Empty, StringComparer.Ordinal);

    private static async Task<Results<Ok<ExchangeResource>, ErrorResult>> RequestAsync(
        HttpContext context, IEvidenceBroker broker, ExchangeResources resources, NewExchange body)
    {
        if (!RequestRules.TryCommand(body.EvidenceType, body.Provider, body.ReturnUri, body.State, out var command, out var error))
        {
            return new ErrorResult(error);
        }

        var call = Caller(context).Call;
        return call.IsSuccess
            ? Answer(await broker.RequestAsync(call.Value, command, context.RequestAborted), resources)
            : new ErrorResult(call.Error);
    }

    private static async Task<Results<Ok<ExchangeResource>, ErrorResult>> GetAsync(
        HttpContext context, IEvidenceBroker broker, ExchangeResources resources, string exchangeId)
    {
        if (RequestRules.Identifier("exchange_id", exchangeId) is { } error)
        {
            return new ErrorResult(error);
        }

        var call = Caller(context).Call;
        return call.IsSuccess
            ? Answer(await broker.GetAsync(call.Value, exchangeId, context.RequestAborted), resources)
            : new ErrorResult(call.Error);
    }

    private static async Task<Results<Ok<ExchangeResource>, ErrorResult>> AcknowledgeAsync(
        HttpContext context, IEvidenceBroker broker, ExchangeResources resources, string exchangeId, Acknowledgement body)
    {
        if ((RequestRules.Identifier("exchange_id", exchangeId) ?? RequestRules.Digests(body.Sha256)) is { } error)
        {
            return new ErrorResult(error);
        }

        var call = Caller(context).Call;
        return call.IsSuccess
            ? Answer(await broker.AcknowledgeAsync(call.Value, exchangeId, body.Sha256, context.RequestAborted), resources)
            : new ErrorResult(call.Error);
    }

    private static Results<Ok<ExchangeResource>, ErrorResult> Answer(Result<ExchangeView> exchange, ExchangeResources resources) =>
        exchange.IsSuccess ? TypedResults.Ok(resources.Of(exchange.Value)) : new ErrorResult(exchange.Error);

    private static ApiCaller Caller(HttpContext context) => context.Features.GetRequiredFeature<ApiCaller>();
}
