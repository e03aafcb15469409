// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Grpc.Core;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>The evidence API over gRPC, with the client that protoc generates.</summary>
/// <param name="channel">Way to the gateway.</param>
/// <param name="gateway">Base address of the API, which DPoP proofs name.</param>
/// <param name="time">Clock for deadlines.</param>
internal sealed class GrpcEvidenceApi(ChannelBase channel, Uri gateway, TimeProvider time) : IEvidenceApi
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromMinutes(5);

    private readonly EvidenceService.EvidenceServiceClient _client = new(channel);
    private readonly AccessTokenCall _call = new();

    public string Protocol => "gRPC";

    public Task<EvidenceExchange> RequestAsync(GrantedTokens tokens, EvidenceAsk ask, CancellationToken cancellationToken)
    {
        var request = new RequestEvidenceRequest
        {
            EvidenceType = ask.EvidenceType,
            ReturnUri = ask.ReturnUri.OriginalString,
            State = ask.State,
        };
        return CallAsync(tokens, nameof(_client.RequestEvidence), Timeout, async options =>
            ToExchange(await _client.RequestEvidenceAsync(request, options)), cancellationToken);
    }

    public async Task<EvidenceExchange> WaitAsync(
        GrantedTokens tokens, string exchangeId, TimeSpan patience, CancellationToken cancellationToken)
    {
        EvidenceExchange? latest = null;
        return await CallAsync(tokens, nameof(_client.WatchExchange), patience, async options =>
        {
            try
            {
                using var watch = _client.WatchExchange(new WatchExchangeRequest { ExchangeId = exchangeId }, options);
                while (latest?.IsAtRest is not true && await watch.ResponseStream.MoveNext(cancellationToken))
                {
                    latest = ToExchange(watch.ResponseStream.Current);
                }
            }
            catch (RpcException late) when (late.StatusCode is StatusCode.DeadlineExceeded && latest is not null)
            {
                // Out of patience: what we know last is the answer.
            }

            return latest!;
        }, cancellationToken);
    }

    public Task FetchAsync(
        GrantedTokens tokens, EvidenceExchange exchange, StoredDocuments store, CancellationToken cancellationToken) =>
        CallAsync(tokens, nameof(_client.FetchEvidence), DeliveryTimeout, async options =>
        {
            store.Begin();
            StoredDocument? document = null;
            try
            {
                using var delivery = _client.FetchEvidence(new FetchEvidenceRequest { ExchangeId = exchange.Id }, options);
                while (await delivery.ResponseStream.MoveNext(cancellationToken))
                {
                    var chunk = delivery.ResponseStream.Current;
                    if (chunk.ContentCase is EvidenceChunk.ContentOneofCase.Header)
                    {
                        await CompleteAsync(document, cancellationToken);
                        document = store.Add(ToDocument(chunk.Header));
                    }
                    else if (document is not null)
                    {
                        await document.WriteAsync(chunk.Data.Memory, cancellationToken);
                    }
                }

                await CompleteAsync(document, cancellationToken);
                store.Complete();
                return exchange;
            }
            finally
            {
                await (document?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }, cancellationToken);

    public Task<EvidenceExchange> AcknowledgeAsync(
        GrantedTokens tokens, string exchangeId, IReadOnlyList<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken)
    {
        var request = new AcknowledgeEvidenceRequest { ExchangeId = exchangeId };
        request.Sha256.AddRange(sha256.Select(digest => Google.Protobuf.ByteString.CopyFrom(digest.Span)));
        return CallAsync(tokens, nameof(_client.AcknowledgeEvidence), Timeout, async options =>
            ToExchange(await _client.AcknowledgeEvidenceAsync(request, options)), cancellationToken);
    }

    private async Task<EvidenceExchange> CallAsync(
        GrantedTokens tokens,
        string method,
        TimeSpan timeout,
        Func<CallOptions, Task<EvidenceExchange>> call,
        CancellationToken cancellationToken)
    {
        var address = new Uri(gateway, $"/onceonly.evidence.v1.EvidenceService/{method}");
        while (true)
        {
            var headers = new Metadata();
            foreach (var (name, value) in _call.Headers(tokens, "POST", address))
            {
                headers.Add(name, value);
            }

            try
            {
                return await call(new CallOptions(headers, (time.GetUtcNow() + timeout).UtcDateTime, cancellationToken));
            }
            catch (RpcException refusal)
            {
                var problem = GrpcProblem.Of(refusal);
                if (!_call.Remember(refusal.Trailers.GetValue("dpop-nonce")) || problem.Code != "use_dpop_nonce")
                {
                    throw new EvidenceApiException(problem);
                }
            }
        }
    }

    private static async Task CompleteAsync(StoredDocument? document, CancellationToken cancellationToken)
    {
        if (document is not null)
        {
            await document.CompleteAsync(cancellationToken);
            await document.DisposeAsync();
        }
    }

    private static EvidenceExchange ToExchange(Exchange exchange) => new(
        exchange.ExchangeId,
        exchange.ExplicitRequestId,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(exchange.State.ToString()),
        exchange.Interaction is { } interaction ? new Uri(interaction.Uri) : null,
        exchange.Error is { } error ? new EvidenceProblem(error.Code, error.Message) : null,
        [.. exchange.Documents.Select(ToDocument)],
        exchange.ServedFromCopy);

    private static EvidenceDocument ToDocument(DocumentInfo document) =>
        new(document.DocumentId, document.MediaType, document.FileName, document.Size, document.Sha256.Memory);
}
