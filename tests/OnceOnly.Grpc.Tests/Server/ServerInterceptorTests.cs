// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace OnceOnly.Grpc.Tests.Server;

public sealed class ServerInterceptorTests
{
    [Fact]
    public async Task interceptors_run_in_their_order_around_all_four_kinds_of_call()
    {
        var trace = new ConcurrentQueue<string>();
        await using var server = await TestServer.StartAsync(
            options =>
            {
                options.Interceptors.Add<Tracer>("outer");
                options.Interceptors.Add<Tracer>("inner");
            },
            services => services.AddSingleton(trace));
        using var channel = server.Connect();
        var client = new Interop.InteropClient(channel);

        await client.NothingAsync(new Empty());
        using var down = client.Down(new ManyRequest());
        await down.ResponseStream.MoveNext();
        using var up = client.Up();
        await up.RequestStream.CompleteAsync();
        await up;
        using var both = client.Both();
        await both.RequestStream.CompleteAsync();
        await both.ResponseStream.MoveNext();

        trace.ShouldBe([
            "outer in unary", "inner in unary", "inner out", "outer out",
            "outer in server streaming", "inner in server streaming", "inner out", "outer out",
            "outer in client streaming", "inner in client streaming", "inner out", "outer out",
            "outer in duplex", "inner in duplex", "inner out", "outer out",
        ]);
    }

    [Fact]
    public async Task an_interceptor_refuses_a_call_with_a_status_and_trailers()
    {
        await using var server = await TestServer.StartAsync(options => options.Interceptors.Add<Doorkeeper>());
        using var channel = server.Connect();
        var client = new Interop.InteropClient(channel);

        var failure = await Should.ThrowAsync<RpcException>(async () => await client.NothingAsync(new Empty()));
        await client.NothingAsync(new Empty(), new Metadata { { "authorization", "let me in" } });

        failure.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        failure.Trailers.GetValue("dpop-nonce").ShouldBe("fresh");
    }

    [Fact]
    public async Task a_registered_interceptor_comes_from_the_container()
    {
        var trace = new ConcurrentQueue<string>();
        await using var server = await TestServer.StartAsync(
            options => options.Interceptors.Add<Tracer>(),
            services => services.AddSingleton(new Tracer(trace, "registered")));
        using var channel = server.Connect();

        await new Interop.InteropClient(channel).NothingAsync(new Empty());

        trace.ShouldBe(["registered in unary", "registered out"]);
    }

    [Fact]
    public async Task interceptors_of_one_service_leave_the_others_alone()
    {
        await using var server = await TestServer.StartAsync(
            services: services =>
            {
                services.AddGrpc().AddServiceOptions<InteropService>(options => options.Interceptors.Add<Doorkeeper>());
                services.AddGrpcHealthChecks();
            },
            endpoints: app => app.MapGrpcHealthChecksService());
        using var channel = server.Connect();

        await Should.ThrowAsync<RpcException>(async () => await new Interop.InteropClient(channel).NothingAsync(new Empty()));
        await new HealthClient(channel).CheckAsync(new HealthCheckRequest());
    }

    private sealed class Tracer(ConcurrentQueue<string> trace, string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            Around("unary", () => base.UnaryServerHandler(request, context, continuation));

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
            Around("client streaming", () => base.ClientStreamingServerHandler(requestStream, context, continuation));

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
            Around("server streaming", async () =>
            {
                await base.ServerStreamingServerHandler(request, responseStream, context, continuation);
                return true;
            });

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
            Around("duplex", async () =>
            {
                await base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
                return true;
            });

        private async Task<T> Around<T>(string kind, Func<Task<T>> call)
        {
            trace.Enqueue($"{name} in {kind}");
            var result = await call();
            trace.Enqueue($"{name} out");
            return result;
        }
    }

    private sealed class Doorkeeper : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            context.GetHttpContext().Request.Headers.Authorization.Count == 0
                ? throw new RpcException(new Status(StatusCode.Unauthenticated, "Who are you?"), new Metadata { { "dpop-nonce", "fresh" } })
                : continuation(request, context);
    }
}
