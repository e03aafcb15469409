// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Builder;
using OnceOnly.Grpc.Tests.Protocol;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Server;

[Collection(Undisturbed.Name)]
public sealed class BackpressureTests
{
    private const int MessageSize = 64 * 1024;
    private const int Messages = 800;

    private static readonly ManyRequest FiftyMegabytes = new() { Wishes = { Enumerable.Repeat(new Wish { Size = MessageSize }, Messages) } };

    [Fact]
    public async Task a_client_that_does_not_read_holds_the_service_back()
    {
        await using var server = await TestServer.StartAsync();
        using var raw = new RawCall(server.Http2, RawCall.Down);
        using var response = await raw.OpenAsync(new ByteArrayContent(RawCall.Frame(FiftyMegabytes)));

        var before = -1L;
        await Patience.UntilAsync(() =>
        {
            var still = server.Watch.SentMessages == before;
            before = server.Watch.SentMessages;
            return still && before > 0;
        });

        server.Watch.SentMessages.ShouldBeLessThan(Messages / 2);
        (await DrainAsync(response)).ShouldBeGreaterThan((long)MessageSize * Messages);
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact]
    public async Task a_service_that_streams_fifty_megabytes_makes_no_copies_of_its_messages()
    {
        await using var server = await TestServer.StartAsync(
            endpoints: app => app.MapGrpcService<OneBufferService>());
        using var raw = new RawCall(server.Http2, "/onceonly.testing.v1.Bulk/Send");
        (await SendAsync(raw)).ShouldBeGreaterThan((long)MessageSize * Messages);

        var before = GC.GetTotalAllocatedBytes();
        await SendAsync(raw);
        var allocated = GC.GetTotalAllocatedBytes() - before;

        // Kestrel's and the client's buffers are counted too.
        allocated.ShouldBeLessThan((long)MessageSize * Messages);
    }

    private static async Task<long> SendAsync(RawCall raw)
    {
        using var response = await raw.OpenAsync(new ByteArrayContent(RawCall.Frame([])));
        return await DrainAsync(response);
    }

    private static async Task<long> DrainAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[MessageSize];
        var total = 0L;
        while (await body.ReadAsync(buffer).AsTask().InTime() is var count and > 0)
        {
            total += count;
        }

        return total;
    }
}
