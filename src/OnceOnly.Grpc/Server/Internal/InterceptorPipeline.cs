// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Wraps the methods of a service in its interceptors, the first registered outermost.</summary>
internal sealed class InterceptorPipeline(IServiceProvider services, InterceptorCollection registrations)
{
    private readonly Activation<Interceptor>[] _interceptors =
        [.. registrations.Reverse().Select(registration => new Activation<Interceptor>(services, registration.Type, [.. registration.Arguments]))];

    public UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _interceptors.Aggregate(method, (next, interceptor) => (request, call) =>
            interceptor.For(call.GetHttpContext()).UnaryServerHandler(request, call, next));

    public ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(ClientStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _interceptors.Aggregate(method, (next, interceptor) => (requests, call) =>
            interceptor.For(call.GetHttpContext()).ClientStreamingServerHandler(requests, call, next));

    public ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(ServerStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _interceptors.Aggregate(method, (next, interceptor) => (request, responses, call) =>
            interceptor.For(call.GetHttpContext()).ServerStreamingServerHandler(request, responses, call, next));

    public DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(DuplexStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class =>
        _interceptors.Aggregate(method, (next, interceptor) => (requests, responses, call) =>
            interceptor.For(call.GetHttpContext()).DuplexStreamingServerHandler(requests, responses, call, next));
}
