// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>The evidence API over REST.</summary>
/// <param name="http">Trusts the gateway; shows the client certificate when tokens are bound to it.</param>
/// <param name="api">Base address of the API.</param>
internal sealed class RestEvidenceApi(HttpClient http, Uri api) : IEvidenceApi
{
    private const int BufferSize = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly AccessTokenCall _call = new();

    public string Protocol => "REST";

    public async Task<EvidenceExchange> RequestAsync(GrantedTokens tokens, EvidenceAsk ask, CancellationToken cancellationToken)
    {
        var body = new { ask.EvidenceType, ReturnUri = ask.ReturnUri.OriginalString, ask.State };
        using var response = await SendAsync(tokens, HttpMethod.Post, "v1/exchanges", body, cancellationToken);
        return await ReadExchangeAsync(response, cancellationToken);
    }

    public async Task<EvidenceExchange> WaitAsync(
        GrantedTokens tokens, string exchangeId, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(tokens, HttpMethod.Get, $"v1/exchanges/{exchangeId}", null, cancellationToken);
        var exchange = await ReadExchangeAsync(response, cancellationToken);
        if (exchange.IsAtRest)
        {
            return exchange;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(patience);
        try
        {
            await foreach (var change in WatchAsync(tokens, exchangeId, enough.Token))
            {
                exchange = change;
                if (exchange.IsAtRest)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of patience: what we know last is the answer.
        }

        return exchange;
    }

    public async Task FetchAsync(
        GrantedTokens tokens, EvidenceExchange exchange, StoredDocuments store, CancellationToken cancellationToken)
    {
        store.Begin();
        var buffer = new byte[BufferSize];
        foreach (var announced in exchange.Documents)
        {
            using var response = await SendAsync(
                tokens, HttpMethod.Get, $"v1/exchanges/{exchange.Id}/documents/{announced.Id}", null, cancellationToken);
            await using var bytes = await response.Content.ReadAsStreamAsync(cancellationToken);
            await using var document = store.Add(announced);
            int read;
            while ((read = await bytes.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await document.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            await document.CompleteAsync(cancellationToken);
        }

        store.Complete();
    }

    public async Task<EvidenceExchange> AcknowledgeAsync(
        GrantedTokens tokens, string exchangeId, IReadOnlyList<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            tokens, HttpMethod.Post, $"v1/exchanges/{exchangeId}/acknowledgement", new { Sha256 = sha256 }, cancellationToken);
        return await ReadExchangeAsync(response, cancellationToken);
    }

    private async IAsyncEnumerable<EvidenceExchange> WatchAsync(
        GrantedTokens tokens, string exchangeId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(tokens, HttpMethod.Get, $"v1/exchanges/{exchangeId}/events", null, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var change in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (change.EventType == "problem")
            {
                throw new EvidenceApiException(Read<ProblemDocument>(change.Data).ToProblem());
            }

            yield return Read<ExchangeDocument>(change.Data).ToExchange();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        GrantedTokens tokens, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var address = new Uri(api, path);
        while (true)
        {
            using var request = new HttpRequestMessage(method, address);
            if (body is not null)
            {
                request.Content = JsonContent.Create(body, options: Json);
            }

            foreach (var (name, value) in _call.Headers(tokens, method.Method, address))
            {
                request.Headers.Add(name, value);
            }

            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var isNewNonce = _call.Remember(
                response.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.First() : null);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                var problem = Read<ProblemDocument>(text);
                if (response.StatusCode != HttpStatusCode.Unauthorized || problem.Code != "use_dpop_nonce" || !isNewNonce)
                {
                    throw new EvidenceApiException(problem.ToProblem());
                }
            }
        }
    }

    private static async Task<EvidenceExchange> ReadExchangeAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Read<ExchangeDocument>(await response.Content.ReadAsStringAsync(cancellationToken)).ToExchange();

    private static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json)!;
        }
        catch (JsonException)
        {
            throw new EvidenceApiException(new EvidenceProblem("invalid_response", "The gateway's answer cannot be read."));
        }
    }

    private sealed record ProblemDocument(string? Code, string? Title, string? Detail)
    {
        public EvidenceProblem ToProblem() => new(Code ?? "unknown", Detail ?? Title ?? "The gateway refused.");
    }

    private sealed record ExchangeDocument(
        string ExchangeId,
        string ExplicitRequestId,
        string State,
        ExchangeDocument.InteractionPart? Interaction,
        EvidenceProblem? Error,
        IReadOnlyList<ExchangeDocument.DocumentPart> Documents,
        bool ServedFromCopy)
    {
        public EvidenceExchange ToExchange() => new(
            ExchangeId,
            ExplicitRequestId,
            State,
            Interaction?.Uri,
            Error,
            [.. Documents.Select(part => new EvidenceDocument(part.DocumentId, part.MediaType, part.FileName, part.Size, part.Sha256))],
            ServedFromCopy);

        public sealed record InteractionPart(Uri Uri);

        public sealed record DocumentPart(
            string DocumentId, string MediaType, string FileName, long Size, [property: JsonRequired] ReadOnlyMemory<byte> Sha256);
    }
}
