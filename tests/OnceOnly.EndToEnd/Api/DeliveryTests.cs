// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api;

/// <summary>From the citizen's yes to the acknowledgement, over both doors of the API.</summary>
public sealed class DeliveryTests(RunningPilot pilot) : IClassFixture<RunningPilot>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_REST_the_exchange_is_delivered_when_its_last_document_has_left_and_closed_when_acknowledged()
    {
        using var desk = await OpenAsync();
        var exchange = await desk.ObtainAsync("birth-certificate");
        exchange.GetProperty("state").GetString().ShouldBe("available");
        var path = "/v1/exchanges/" + exchange.GetProperty("exchangeId").GetString();
        var documents = exchange.GetProperty("documents").EnumerateArray().ToList();
        documents.Count.ShouldBe(2);

        // The last one first: the order is the e-service's own affair.
        await DownloadAsync(desk, path, documents[1]);
        (await StateAsync(desk, path)).ShouldBe("available");
        await DownloadAsync(desk, path, documents[0]);
        (await StateAsync(desk, path)).ShouldBe("delivered");

        using var wrong = await desk.PostAsync(path + "/acknowledgement", new { sha256 = documents.Select(_ => new byte[32]) });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Desk.ReadAsync(wrong)).GetProperty("code").GetString().ShouldBe("digest_mismatch");

        using var right = await desk.PostAsync(path + "/acknowledgement", new { sha256 = documents.Select(Digest) });
        (await Desk.ReadAsync(right)).GetProperty("state").GetString().ShouldBe("acknowledged");

        using var closed = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        closed.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Desk.ReadAsync(closed)).GetProperty("code").GetString().ShouldBe("explicit_request_closed");
    }

    [Fact]
    public async Task Over_gRPC_documents_come_in_chunks_and_the_watch_ends_with_the_exchange()
    {
        using var desk = await OpenAsync();
        var exchange = await desk.ObtainAsync("birth-certificate");
        var id = exchange.GetProperty("exchangeId").GetString();

        var digests = await FetchAsync(desk, id!);
        digests.ShouldBe(exchange.GetProperty("documents").EnumerateArray().Select(Digest));

        using var watch = desk.Grpc.WatchExchange(new WatchExchangeRequest { ExchangeId = id }, desk.CallHeaders("WatchExchange"), cancellationToken: Cancellation);
        var states = new List<ExchangeState>();
        await foreach (var change in watch.ResponseStream.ReadAllAsync(Cancellation))
        {
            states.Add(change.State);
            if (change.State == ExchangeState.Delivered)
            {
                var request = new AcknowledgeEvidenceRequest { ExchangeId = id, Sha256 = { digests.Select(Google.Protobuf.ByteString.CopyFrom) } };
                await desk.Grpc.AcknowledgeEvidenceAsync(request, desk.CallHeaders("AcknowledgeEvidence"));
            }
        }

        states.ShouldBe([ExchangeState.Delivered, ExchangeState.Acknowledged]);
    }

    [Fact]
    public async Task Server_sent_events_tell_each_change_until_there_can_be_none()
    {
        using var desk = await OpenAsync();
        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        var exchange = await Desk.ReadAsync(asked);
        using var events = await desk.SendAsync(HttpMethod.Get, $"/v1/exchanges/{exchange.GetProperty("exchangeId").GetString()}/events");
        events.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var stream = await events.Content.ReadAsStreamAsync(Cancellation);
        using var reader = new StreamReader(stream);

        (await NextAsync(reader)).ShouldBe("preview_required");
        await desk.Browser.GoToAsync(new Uri(exchange.GetProperty("interaction").GetProperty("uri").GetString()!), Cancellation);
        (await NextAsync(reader)).ShouldBe("previewing");
        await desk.Browser.PressAsync("decision", "decline", Cancellation);
        (await NextAsync(reader)).ShouldBe("declined");
        (await reader.ReadLineAsync(Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Fifty_megabytes_arrive_whole()
    {
        using var desk = await Desk.OpenAsync(pilot.World, PilotEServices.ShellDPoP, PilotPersonas.Hugo, "study");
        var exchange = await desk.ObtainAsync("birth-certificate");

        var digests = await FetchAsync(desk, exchange.GetProperty("exchangeId").GetString()!);

        exchange.GetProperty("documents")[0].GetProperty("size").GetInt64().ShouldBeGreaterThan(50_000_000);
        digests.ShouldBe(exchange.GetProperty("documents").EnumerateArray().Select(Digest));
    }

    private Task<Desk> OpenAsync() => Desk.OpenAsync(pilot.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");

    private static byte[] Digest(JsonElement document) => document.GetProperty("sha256").GetBytesFromBase64();

    private static async Task<string?> StateAsync(Desk desk, string path)
    {
        using var response = await desk.SendAsync(HttpMethod.Get, path);
        return (await Desk.ReadAsync(response)).GetProperty("state").GetString();
    }

    private static async Task DownloadAsync(Desk desk, string path, JsonElement document)
    {
        using var response = await desk.SendAsync(HttpMethod.Get, $"{path}/documents/{document.GetProperty("documentId").GetString()}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(document.GetProperty("mediaType").GetString());
        response.Headers.GetValues("Repr-Digest").ShouldBe([$"sha-256=:{document.GetProperty("sha256").GetString()}:"]);
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        bytes.LongLength.ShouldBe(document.GetProperty("size").GetInt64());
        SHA256.HashData(bytes).ShouldBe(Digest(document));
    }

    /// <returns>The digests of what arrived.</returns>
    private static async Task<List<byte[]>> FetchAsync(Desk desk, string exchangeId)
    {
        using var call = desk.Grpc.FetchEvidence(new FetchEvidenceRequest { ExchangeId = exchangeId }, desk.CallHeaders("FetchEvidence"), cancellationToken: Cancellation);
        var hashes = new List<IncrementalHash>();
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            if (chunk.ContentCase == EvidenceChunk.ContentOneofCase.Header)
            {
                hashes.Add(IncrementalHash.CreateHash(HashAlgorithmName.SHA256));
                continue;
            }

            chunk.Data.Length.ShouldBeInRange(1, 64 * 1024);
            hashes[^1].AppendData(chunk.Data.Span);
        }

        return hashes.ConvertAll(hash => hash.GetHashAndReset());
    }

    /// <returns>The state in the next event.</returns>
    private static async Task<string?> NextAsync(StreamReader reader)
    {
        string? line;
        while ((line = await reader.ReadLineAsync(Cancellation)) is not null && !line.StartsWith("data: ", StringComparison.Ordinal))
        {
            // Names of events, comments and empty lines.
        }

        var state = JsonSerializer.Deserialize<JsonElement>(line!["data: ".Length..]).GetProperty("state").GetString();
        await reader.ReadLineAsync(Cancellation);
        return state;
    }
}
