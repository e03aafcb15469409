// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Core.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Answers the calls of one method: from the HTTP request to the status.</summary>
internal sealed class CallHandler(IMethod method, GrpcServer server, GrpcServiceOptions options, Func<ServerCall, Task> answer)
{
    private static readonly Status DeadlineExceeded = new(StatusCode.DeadlineExceeded, "The deadline has passed.");

    private readonly string _name = method.FullName[1..];

    public async Task HandleAsync(HttpContext http)
    {
        // Routing overlooks case and a slash at the end; gRPC does not.
        if (http.Request.Path.Value?.EndsWith(method.FullName, StringComparison.Ordinal) != true)
        {
            await UnimplementedEndpoint.AnswerAsync(http, server);
            return;
        }

        if (!GrpcRequest.TryAccept(http, server.Log))
        {
            return;
        }

        var started = server.Time.GetTimestamp();
        GrpcResponse.Begin(http);
        using var deadline = DeadlineOf(http, out var valid);
        var call = new ServerCall(http, method, options, deadline);
        if (valid)
        {
            LiftBodyLimit(http);
            await AnswerAsync(call, deadline);
        }
        else
        {
            await call.EndAsync(new Status(StatusCode.Internal, "The grpc-timeout header is malformed."));
        }

        server.Telemetry.Ended(http, _name, call.Outcome, server.Time.GetElapsedTime(started));
    }

    private async Task AnswerAsync(ServerCall call, CallDeadline? deadline)
    {
        var cutOff = false;
        try
        {
            var answering = answer(call);
            if (deadline is not null && await deadline.PassesBefore(answering))
            {
                GrpcServerLog.DeadlinePassed(server.Log, _name);
                cutOff = true;
                await call.CutOffAsync(DeadlineExceeded);
            }

            await answering;
            await call.EndAsync(call.Status);
        }
        catch (Exception exception) when (cutOff)
        {
            GrpcServerLog.EndedLate(server.Log, _name, exception);
        }
        catch (Exception exception)
        {
            await call.EndAsync(StatusOf(exception, call, deadline), (exception as RpcException)?.Trailers);
        }
    }

    private Status StatusOf(Exception exception, ServerCall call, CallDeadline? deadline)
    {
        if (deadline?.HasPassed == true)
        {
            GrpcServerLog.DeadlinePassed(server.Log, _name);
            return DeadlineExceeded;
        }

        if (call.ClientHasLeft || call.Http.RequestAborted.IsCancellationRequested)
        {
            GrpcServerLog.ClientLeft(server.Log, _name);
            return Status.DefaultCancelled;
        }

        switch (exception)
        {
            case RpcException refusal:
                GrpcServerLog.Refused(server.Log, _name, refusal.StatusCode, refusal);
                return refusal.Status;
            case BadHttpRequestException:
                GrpcServerLog.Refused(server.Log, _name, StatusCode.Internal, exception);
                return new Status(StatusCode.Internal, "The request body could not be read.");
            default:
                GrpcServerLog.ServiceFailed(server.Log, _name, exception);
                var detail = options.EnableDetailedErrors == true ? $"The service failed: {exception.Message}" : "The service failed.";
                return new Status(StatusCode.Unknown, detail);
        }
    }

    /// <summary>The limit on messages takes the place of the server's limit on bodies.</summary>
    private static void LiftBodyLimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }

    private CallDeadline? DeadlineOf(HttpContext http, out bool valid)
    {
        var header = http.Request.Headers[GrpcHeader.Timeout];
        if (header.Count == 0)
        {
            valid = true;
            return null;
        }

        valid = TimeoutHeader.TryDecode(header.ToString(), out var timeout);
        return valid && timeout < CallDeadline.Longest ? new CallDeadline(timeout, server.Time, http.RequestAborted) : null;
    }
}
