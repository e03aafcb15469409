// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Starts calls on a channel.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.ResponseAsync.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TResponse>(channel, options, method.ResponseMarshaller.ContextualDeserializer);
        call.Start(method, host, UnaryContent(method, request));
        return new(call.ReadSingleAsync(), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TResponse>(channel, options, method.ResponseMarshaller.ContextualDeserializer);
        call.Start(method, host, UnaryContent(method, request));
        return new(new ResponseReader<TResponse>(call), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TResponse>(channel, options, method.ResponseMarshaller.ContextualDeserializer);
        var writer = StartStreaming(call, method, host, options);
        return new(writer, call.ReadSingleAsync(), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TResponse>(channel, options, method.ResponseMarshaller.ContextualDeserializer);
        var writer = StartStreaming(call, method, host, options);
        return new(
            writer,
            new ResponseReader<TResponse>(call),
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            call.Dispose);
    }

    private UnaryContent<TRequest> UnaryContent<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new UnaryContent<TRequest>(request, method.RequestMarshaller.ContextualSerializer, channel.MaxSendMessageSize);
    }

    private RequestWriter<TRequest, TResponse> StartStreaming<TRequest, TResponse>(
        ClientCall<TResponse> call,
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options)
        where TRequest : class
        where TResponse : class
    {
        var content = new StreamingContent(call.Ended);
        var writer = new RequestWriter<TRequest, TResponse>(
            call,
            content,
            method.RequestMarshaller.ContextualSerializer,
            channel.MaxSendMessageSize) { WriteOptions = options.WriteOptions };
        call.Start(method, host, content);
        return writer;
    }
}
