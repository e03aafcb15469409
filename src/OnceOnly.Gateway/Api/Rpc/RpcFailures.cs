// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Core.Interceptors;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.State;
using OnceOnly.Gateway.Api.Errors;

namespace OnceOnly.Gateway.Api.Rpc;

/// <summary>Turns what nobody expected into the vocabulary's <c>internal</c>; the cause stays in the log.</summary>
internal sealed class RpcFailures(RpcErrors errors, TimeProvider time, ILogger<RpcFailures> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (IsUnexpected(exception, context))
        {
            Log.CallFailed(logger, context.Method, Cause.Of(exception));
            throw errors.Of(ErrorOf(exception));
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (IsUnexpected(exception, context))
        {
            Log.CallFailed(logger, context.Method, Cause.Of(exception));
            throw errors.Of(ErrorOf(exception));
        }
    }

    private EvidenceError ErrorOf(Exception exception) => exception is StateUnavailableException
        ? StateOutage.ErrorAt(time.GetUtcNow())
        : new EvidenceError(EvidenceErrorCode.Internal);

    private static bool IsUnexpected(Exception exception, ServerCallContext context) =>
        exception is not RpcException && !context.CancellationToken.IsCancellationRequested;
}
