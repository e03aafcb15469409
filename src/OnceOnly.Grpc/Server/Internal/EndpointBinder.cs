// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes an endpoint of each method of a service.</summary>
internal sealed class EndpointBinder<TService>(IEndpointRouteBuilder routes, GrpcServer server, GrpcServiceOptions options) : ServiceBinderBase
    where TService : class
{
    private readonly Activation<TService> _service = new(routes.ServiceProvider, typeof(TService));
    private readonly InterceptorPipeline _pipeline = new(routes.ServiceProvider, options.Interceptors);
    private readonly List<IEndpointConventionBuilder> _endpoints = [];

    public IReadOnlyList<IEndpointConventionBuilder> Endpoints => _endpoints;

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var open = Open<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method);
        var invoke = _pipeline.Around<TRequest, TResponse>((request, call) => open(_service.For(call.GetHttpContext()), request, call));
        Map(method, open.Method, call => CallKinds.Unary(call, method, invoke));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var open = Open<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(method);
        var invoke = _pipeline.Around<TRequest, TResponse>(
            (IAsyncStreamReader<TRequest> requests, ServerCallContext call) => open(_service.For(call.GetHttpContext()), requests, call));
        Map(method, open.Method, call => CallKinds.ClientStreaming(call, method, invoke));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var open = Open<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        var invoke = _pipeline.Around<TRequest, TResponse>(
            (TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext call) =>
                open(_service.For(call.GetHttpContext()), request, responses, call));
        Map(method, open.Method, call => CallKinds.ServerStreaming(call, method, invoke));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var open = Open<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        var invoke = _pipeline.Around<TRequest, TResponse>(
            (IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext call) =>
                open(_service.For(call.GetHttpContext()), requests, responses, call));
        Map(method, open.Method, call => CallKinds.DuplexStreaming(call, method, invoke));
    }

    /// <summary>The service's method as a delegate that takes the service first: one delegate serves all instances.</summary>
    private static TDelegate Open<TDelegate>(IMethod method)
        where TDelegate : Delegate
    {
        var parameters = typeof(TDelegate).GetGenericArguments()[1..^1];
        var implementation = typeof(TService).GetMethod(method.Name, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no method for {method.FullName}.");
        return implementation.CreateDelegate<TDelegate>();
    }

    private void Map(IMethod method, System.Reflection.MethodInfo implementation, Func<ServerCall, Task> answer)
    {
        var handler = new CallHandler(method, server, options, answer);
        var endpoint = routes.MapPost(method.FullName, (RequestDelegate)handler.HandleAsync);
        endpoint.WithDisplayName($"gRPC - {method.FullName}").ExcludeFromDescription();
        endpoint.WithMetadata([
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. implementation.GetCustomAttributes(inherit: true),
            new GrpcMethodMetadata(typeof(TService), method)]);
        _endpoints.Add(endpoint);
    }
}
