// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Api.Authentication;
using V1 = OnceOnly.Evidence.V1;

namespace OnceOnly.Gateway.Api.Rpc;

/// <summary>The evidence API over gRPC: the same resources and rules as over REST.</summary>
internal sealed class EvidenceRpc(IEvidenceBroker broker, ExchangeWatch watch, ExchangeMessages messages, RpcErrors errors)
    : V1.EvidenceService.EvidenceServiceBase
{
    private const int LargestChunk = 64 * 1024;
    private static readonly TimeSpan Reauthorization = TimeSpan.FromSeconds(15);

    public override async Task<V1.FindEvidenceResponse> FindEvidence(V1.FindEvidenceRequest request, ServerCallContext context)
    {
        if (!RequestRules.TryQuery(request.Procedure, request.Requirement, request.EvidenceType, request.Country, request.Answers.ToDictionary(StringComparer.Ordinal), out var query, out var error))
        {
            throw errors.Of(error);
        }

        var offers = Value(await broker.FindAsync(Value(Caller(context).Finder), query, context.CancellationToken));
        return new V1.FindEvidenceResponse { Offers = { offers.Select(OfferMessages.Of) } };
    }

    public override async Task<V1.Exchange> RequestEvidence(V1.RequestEvidenceRequest request, ServerCallContext context)
    {
        if (!RequestRules.TryCommand(request.EvidenceType, request.Provider, request.ReturnUri, request.State, out var command, out var error))
        {
            throw errors.Of(error);
        }

        return messages.Of(Value(await broker.RequestAsync(Call(context), command, context.CancellationToken)));
    }

    public override async Task<V1.Exchange> GetExchange(V1.GetExchangeRequest request, ServerCallContext context)
    {
        CheckId(request.ExchangeId);
        return messages.Of(Value(await broker.GetAsync(Call(context), request.ExchangeId, context.CancellationToken)));
    }

    public override async Task WatchExchange(V1.WatchExchangeRequest request, IServerStreamWriter<V1.Exchange> responseStream, ServerCallContext context)
    {
        CheckId(request.ExchangeId);
        await foreach (var step in watch.StepsAsync(Caller(context), request.ExchangeId, Reauthorization, context.CancellationToken))
        {
            switch (step)
            {
                case ExchangeWatch.Step.Changed changed:
                    await responseStream.WriteAsync(messages.Of(changed.Exchange), context.CancellationToken);
                    break;
                case ExchangeWatch.Step.Ended ended:
                    throw ended.Error is { } error ? errors.Of(error) : RpcErrors.Of(ExchangeWatch.TokenEnded);
            }
        }
    }

    public override async Task FetchEvidence(V1.FetchEvidenceRequest request, IServerStreamWriter<V1.EvidenceChunk> responseStream, ServerCallContext context)
    {
        CheckId(request.ExchangeId);
        var delivery = Value(await broker.FetchAsync(Call(context), request.ExchangeId, context.CancellationToken));
        foreach (var document in delivery.Documents)
        {
            await responseStream.WriteAsync(new V1.EvidenceChunk { Header = ExchangeMessages.Of(document) }, context.CancellationToken);
            await foreach (var segment in delivery.ReadAsync(document, context.CancellationToken))
            {
                for (var rest = segment; rest.Length > 0; rest = rest[Math.Min(LargestChunk, rest.Length)..])
                {
                    // Wrapped, not copied: the bytes are serialized before WriteAsync returns.
                    var chunk = UnsafeByteOperations.UnsafeWrap(rest[..Math.Min(LargestChunk, rest.Length)]);
                    await responseStream.WriteAsync(new V1.EvidenceChunk { Data = chunk }, context.CancellationToken);
                }
            }
        }

        // The bytes have left: that is recorded even when the client hangs up right after the last one.
        await delivery.CompleteAsync(CancellationToken.None);
    }

    public override async Task<V1.Exchange> AcknowledgeEvidence(V1.AcknowledgeEvidenceRequest request, ServerCallContext context)
    {
        CheckId(request.ExchangeId);
        var digests = request.Sha256.Select(digest => digest.Memory).ToList();
        if (RequestRules.Digests(digests) is { } error)
        {
            throw errors.Of(error);
        }

        return messages.Of(Value(await broker.AcknowledgeAsync(Call(context), request.ExchangeId, digests, context.CancellationToken)));
    }

    private static ApiCaller Caller(ServerCallContext context) => context.GetHttpContext().Features.GetRequiredFeature<ApiCaller>();

    private EServiceCall Call(ServerCallContext context) => Value(Caller(context).Call);

    private T Value<T>(Result<T> result) => result.IsSuccess ? result.Value : throw errors.Of(result.Error);

    private void CheckId(string exchangeId)
    {
        if (RequestRules.Identifier("exchange_id", exchangeId) is { } error)
        {
            throw errors.Of(error);
        }
    }
}
