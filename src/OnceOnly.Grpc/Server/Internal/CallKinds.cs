// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>How each of the four kinds of call is answered.</summary>
internal static class CallKinds
{
    public static async Task Unary<TRequest, TResponse>(
        ServerCall call,
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse> service)
        where TRequest : class
        where TResponse : class
    {
        var request = await call.ReadSingleAsync(method.RequestMarshaller.ContextualDeserializer);
        var response = await service(request, call);
        call.WriteLast(response, method.ResponseMarshaller.ContextualSerializer);
    }

    public static async Task ClientStreaming<TRequest, TResponse>(
        ServerCall call,
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse> service)
        where TRequest : class
        where TResponse : class
    {
        call.ExpectSlowRequest();
        var response = await service(new RequestStream<TRequest>(call, method.RequestMarshaller.ContextualDeserializer), call);
        call.WriteLast(response, method.ResponseMarshaller.ContextualSerializer);
    }

    public static async Task ServerStreaming<TRequest, TResponse>(
        ServerCall call,
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse> service)
        where TRequest : class
        where TResponse : class
    {
        var request = await call.ReadSingleAsync(method.RequestMarshaller.ContextualDeserializer);
        await service(request, new ResponseStream<TResponse>(call, method.ResponseMarshaller.ContextualSerializer), call);
    }

    public static Task DuplexStreaming<TRequest, TResponse>(
        ServerCall call,
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse> service)
        where TRequest : class
        where TResponse : class
    {
        call.ExpectSlowRequest();
        return service(
            new RequestStream<TRequest>(call, method.RequestMarshaller.ContextualDeserializer),
            new ResponseStream<TResponse>(call, method.ResponseMarshaller.ContextualSerializer),
            call);
    }
}
