// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Server;

public sealed class ServiceTests
{
    [Fact]
    public async Task a_service_sees_the_call_and_the_request_that_carries_it()
    {
        var seen = new List<string>();
        await using var server = await StartAsync(call =>
        {
            seen.AddRange([call.Method, call.Host, call.GetHttpContext().Request.Path, call.Peer[..call.Peer.LastIndexOf(':')]]);
            seen.AddRange(call.RequestHeaders.Where(entry => entry.Key != "user-agent").Select(entry => $"{entry.Key}={entry.Value}"));
            return Task.FromResult(new Empty());
        });

        await CallAsync(server, new Metadata { { "x-first", "1" }, { "x-second", "2" } });

        const string Method = "/onceonly.testing.v1.Absent/Nothing";
        seen.ShouldBe([Method, server.Http2.Authority, Method, $"ipv4:{IPAddress.Loopback}", "x-first=1", "x-second=2"]);
    }

    [Fact]
    public async Task a_status_that_is_set_and_not_thrown_replaces_the_message()
    {
        await using var server = await StartAsync(call =>
        {
            call.Status = new Status(StatusCode.AlreadyExists, "there");
            call.ResponseTrailers.Add("x-trailer", "kept");
            return Task.FromResult(new Empty());
        });

        var failure = await Should.ThrowAsync<RpcException>(() => CallAsync(server));

        failure.Status.ShouldBe(new Status(StatusCode.AlreadyExists, "there"));
        failure.Trailers.GetValue("x-trailer").ShouldBe("kept");
    }

    [Fact]
    public async Task no_message_is_a_failure_of_the_service()
    {
        await using var server = await StartAsync(_ => Task.FromResult<Empty>(null!));

        (await Should.ThrowAsync<RpcException>(() => CallAsync(server))).StatusCode.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task headers_are_sent_once()
    {
        await using var server = await StartAsync(async call =>
        {
            await call.WriteResponseHeadersAsync(new Metadata { { "x-first", "1" } });
            await Should.ThrowAsync<InvalidOperationException>(() => call.WriteResponseHeadersAsync([]));
            return new Empty();
        });

        await CallAsync(server);
    }

    [Fact]
    public async Task a_service_is_made_for_each_call_and_disposed_after_it()
    {
        var disposals = new Disposals();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(disposals),
            endpoints: app => app.MapGrpcService<DisposableService>());

        await CallAsync(server);
        await CallAsync(server);

        await Patience.UntilAsync(() => disposals.Count == 2);
    }

    [Fact]
    public async Task a_registered_service_comes_from_the_container()
    {
        var disposals = new Disposals();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(disposals).AddSingleton<DisposableService>(),
            endpoints: app => app.MapGrpcService<DisposableService>());

        await CallAsync(server);

        disposals.Count.ShouldBe(0);
    }

    [Fact]
    public async Task limits_can_differ_for_one_service()
    {
        await using var server = await TestServer.StartAsync(
            services: services => services.AddGrpc().AddServiceOptions<InteropService>(options =>
            {
                options.MaxReceiveMessageSize = 100;
                options.MaxSendMessageSize = 200;
            }));
        using var channel = server.Connect();
        var client = new Interop.InteropClient(channel);

        var received = await Should.ThrowAsync<RpcException>(async () =>
            await client.OneAsync(new OneRequest { Body = Google.Protobuf.ByteString.CopyFrom(new byte[99]) }));
        var sent = await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new OneRequest { ReplySize = 200 }));

        received.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        sent.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (await client.OneAsync(new OneRequest { ReplySize = 150 })).Body.Length.ShouldBe(150);
    }

    [Fact]
    public async Task a_message_above_the_servers_body_limit_passes_when_the_message_limit_allows_it()
    {
        await using var server = await TestServer.StartAsync(options => options.MaxReceiveMessageSize = null);
        using var channel = server.Connect();
        var large = new OneRequest { Body = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(new byte[32 * 1024 * 1024]), ReplySize = 1 };

        (await new Interop.InteropClient(channel).OneAsync(large)).Body.Length.ShouldBe(1);
    }

    [Fact]
    public async Task nothing_is_written_after_the_end_of_a_call()
    {
        IServerStreamWriter<OneReply>? stream = null;
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton<Action<IServerStreamWriter<OneReply>>>(writer => stream = writer),
            endpoints: app => app.MapGrpcService<LeakyService>());
        using var channel = server.Connect();
        using var call = new Bulk.BulkClient(channel).Send(new Empty());

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();

        await Should.ThrowAsync<OperationCanceledException>(() => stream!.WriteAsync(new OneReply()));
    }

    private static Task<TestServer> StartAsync(ScriptedService.Script script) => TestServer.StartAsync(
        services: services => services.AddSingleton(script),
        endpoints: app => app.MapGrpcService<ScriptedService>());

    private static async Task CallAsync(TestServer server, Metadata? headers = null)
    {
        using var channel = server.Connect();
        await new Absent.AbsentClient(channel).NothingAsync(new Empty(), headers);
    }

    public sealed class Disposals
    {
        private int _count;

        public int Count => _count;

        public void Add() => Interlocked.Increment(ref _count);
    }

    public sealed class DisposableService(Disposals disposals) : Absent.AbsentBase, IDisposable
    {
        public override Task<Empty> Nothing(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

        public void Dispose() => disposals.Add();
    }

    private sealed class LeakyService(Action<IServerStreamWriter<OneReply>> leak) : Bulk.BulkBase
    {
        public override Task Send(Empty request, IServerStreamWriter<OneReply> responseStream, ServerCallContext context)
        {
            leak(responseStream);
            return Task.CompletedTask;
        }
    }
}
