// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api;

/// <summary>Fifty megabytes on their way through a gateway whose memory is watched from outside.</summary>
[Collection(HostileCallers.Name)]
public sealed class LargeEvidenceTests(GatewayInItsOwnProcess gateway)
{
    private const long Megabyte = 1024 * 1024;
    private const int Readers = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_does_not_grow_with_evidence_whoever_fetches_it_and_however_slowly()
    {
        const int Deliveries = (2 * Readers) + 1;
        using var warmUp = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");
        await FetchAllAsync(warmUp, await warmUp.ObtainAsync("birth-certificate"));
        using var desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Hugo, "study");

        using var memory = new MemoryWatch(gateway.Around.Gateway);
        var exchange = await desk.ObtainAsync("birth-certificate");
        var size = exchange.GetProperty("documents").EnumerateArray().Sum(document => document.GetProperty("size").GetInt64());
        await FetchAllAsync(desk, exchange);
        var growth = await memory.StopAsync();

        // In, through the preview, and out as often as there are readers, one of whom takes the first bytes and then waits for all others.
        size.ShouldBeGreaterThan(50 * 1000 * 1000);
        growth.ShouldBeLessThan(100 * Megabyte);
        TestContext.Current.TestOutputHelper?.WriteLine($"{growth / Megabyte} MB more while {Deliveries} times {size / Megabyte} MB left");
    }

    private async Task FetchAllAsync(Desk desk, JsonElement exchange)
    {
        var id = exchange.GetProperty("exchangeId").GetString()!;
        var document = exchange.GetProperty("documents")[0];
        var path = $"/v1/exchanges/{id}/documents/{document.GetProperty("documentId").GetString()}";
        var digest = document.GetProperty("sha256").GetBytesFromBase64();
        var others = new TaskCompletionSource();
        var slow = SlowlyAsync(desk, path, others.Task);

        var digests = await Task.WhenAll(Enumerable.Range(0, Readers).SelectMany(_ => new[] { OverGrpcAsync(desk, id), OverRestAsync(desk, path) }));
        others.SetResult();

        digests.Append(await slow).ShouldAllBe(found => found.SequenceEqual(digest));
    }

    private static async Task<byte[]> OverRestAsync(Desk desk, string path)
    {
        using var response = await desk.SendAsync(HttpMethod.Get, path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        return await SHA256.HashDataAsync(stream, Cancellation);
    }

    /// <returns>The digest of the first document.</returns>
    private static async Task<byte[]> OverGrpcAsync(Desk desk, string id)
    {
        using var call = desk.Grpc.FetchEvidence(new FetchEvidenceRequest { ExchangeId = id }, desk.CallHeaders("FetchEvidence"), cancellationToken: Cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var headers = 0;
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            headers += chunk.ContentCase == EvidenceChunk.ContentOneofCase.Header ? 1 : 0;
            if (headers == 1)
            {
                hash.AppendData(chunk.Data.Span);
            }
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Over a connection of its own, so that nobody else waits with it.</summary>
    private async Task<byte[]> SlowlyAsync(Desk desk, string path, Task others)
    {
        using var http = gateway.CreateClient();
        var address = new Uri(gateway.World.Addresses.Gateway, path);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + desk.Tokens.AccessToken);
        request.Headers.TryAddWithoutValidation("DPoP", desk.Prove("GET", address));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var first = new byte[1024];
        hash.AppendData(first, 0, await stream.ReadAsync(first, Cancellation));
        await others;
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, Cancellation) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return hash.GetHashAndReset();
    }
}
