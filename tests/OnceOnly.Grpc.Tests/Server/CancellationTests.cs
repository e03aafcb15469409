// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using OnceOnly.Grpc.Tests.Protocol;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Server;

public sealed class CancellationTests(SharedServer shared)
{
    [Fact]
    public async Task a_service_that_waits_for_a_message_learns_that_the_client_cancelled()
    {
        using var channel = shared.Server.Connect();
        using var call = new Interop.InteropClient(channel).Both(Watched(out var name));
        await call.RequestStream.WriteAsync(new ManyRequest { Wishes = { new Wish { Size = 1 } } });
        await call.ResponseStream.MoveNext().InTime();

        call.Dispose();

        (await shared.Server.Watch.EndOfAsync(name)).ShouldEndWith(", cancelled");
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task a_service_that_works_learns_that_the_client_cancelled()
    {
        using var channel = shared.Server.Connect();
        var slow = new ManyRequest { Wishes = { new Wish { Size = 1 }, new Wish { Size = 1, Milliseconds = 15_000 } } };
        using var call = new Interop.InteropClient(channel).Down(slow, Watched(out var name));
        await call.ResponseStream.MoveNext().InTime();
        using var impatience = new CancellationTokenSource();
        var waiting = call.ResponseStream.MoveNext(impatience.Token);

        await impatience.CancelAsync();

        (await Should.ThrowAsync<RpcException>(() => waiting.InTime())).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await shared.Server.Watch.EndOfAsync(name)).ShouldBe("TaskCanceledException, cancelled");
    }

    [Fact]
    public async Task a_service_that_writes_is_stopped_when_the_connection_is_gone()
    {
        var name = Guid.NewGuid().ToString("N");
        var endless = new ManyRequest { Wishes = { Enumerable.Repeat(new Wish { Size = 64 * 1024 }, 10_000) } };
        var raw = RawCall.To(shared, RawCall.Down);
        raw.Headers[CallWatch.Header] = name;
        using (await raw.OpenAsync(new ByteArrayContent(RawCall.Frame(endless))))
        {
            raw.Dispose();
        }

        (await shared.Server.Watch.EndOfAsync(name)).ShouldEndWith(", cancelled");
    }

    [Fact]
    public async Task a_disposed_channel_cancels_its_calls()
    {
        var channel = shared.Server.Connect();
        using var call = new Interop.InteropClient(channel).Both(Watched(out var name));
        await call.RequestStream.WriteAsync(new ManyRequest { Wishes = { new Wish { Size = 1 } } });
        await call.ResponseStream.MoveNext().InTime();

        channel.Dispose();

        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext().InTime())).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await shared.Server.Watch.EndOfAsync(name)).ShouldEndWith(", cancelled");
        Should.Throw<ObjectDisposedException>(() => channel.CreateCallInvoker());
    }

    [Fact]
    public async Task a_storm_of_cancelled_calls_leaves_the_server_well()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        var client = new Interop.InteropClient(channel);
        for (var i = 0; i < 1000; i++)
        {
            using var call = client.Both();
        }

        (await client.NothingAsync(new Empty()).ResponseAsync.InTime()).ShouldBe(new Empty());
    }

    private static CallOptions Watched(out string name)
    {
        name = Guid.NewGuid().ToString("N");
        return new CallOptions(new Metadata { { CallWatch.Header, name } });
    }
}
