// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Core.Interceptors;
using OnceOnly.Grpc.Tests.Protos;
using OnceOnly.Grpc.Tests.Serving;

namespace OnceOnly.Grpc.Tests.Client;

public sealed class ClientInterceptorTests(SharedServer shared)
{
    [Fact]
    public async Task interceptors_act_on_all_kinds_of_call_in_their_order()
    {
        using var channel = shared.Server.Connect();
        var trace = new List<string>();
        var client = new Interop.InteropClient(channel.Intercept(new Tracer(trace, "outer"), new Tracer(trace, "inner")));

        client.Nothing(new Empty());
        await client.NothingAsync(new Empty());
        using var down = client.Down(new ManyRequest());
        using var up = client.Up();
        using var both = client.Both();

        trace.ShouldBe([
            "outer blocking", "inner blocking",
            "outer unary", "inner unary",
            "outer server streaming", "inner server streaming",
            "outer client streaming", "inner client streaming",
            "outer duplex", "inner duplex",
        ]);
    }

    [Fact]
    public async Task an_interceptor_adds_headers()
    {
        using var channel = shared.Server.Connect();
        var client = new Interop.InteropClient(channel.Intercept(new Stamp()));
        using var call = client.NothingAsync(new Empty());

        (await call.ResponseHeadersAsync).GetValue(InteropService.EchoHeader).ShouldBe("stamped");
    }

    private sealed class Stamp : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var headers = new Metadata { { InteropService.EchoHeader, "stamped" } };
            return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(headers)));
        }
    }

    private sealed class Tracer(List<string> trace, string name) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Add($"{name} blocking");
            return base.BlockingUnaryCall(request, context, continuation);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Add($"{name} unary");
            return base.AsyncUnaryCall(request, context, continuation);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Add($"{name} server streaming");
            return base.AsyncServerStreamingCall(request, context, continuation);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Add($"{name} client streaming");
            return base.AsyncClientStreamingCall(context, continuation);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Add($"{name} duplex");
            return base.AsyncDuplexStreamingCall(context, continuation);
        }
    }
}
