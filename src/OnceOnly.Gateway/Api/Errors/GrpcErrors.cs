// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Evidence.Errors;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Identity.AccessTokens;
using Status = Google.Rpc.Status;

namespace OnceOnly.Gateway.Api.Errors;

/// <summary>Errors as gRPC carries them: a status code and <c>google.rpc</c> details in <c>grpc-status-details-bin</c>.</summary>
internal static class GrpcErrors
{
    public const string Domain = "onceonly.evidence.v1";

    private static string TraceId => Activity.Current?.TraceId.ToHexString() ?? string.Empty;

    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    public static Status StatusOf(EvidenceError error, TimeProvider time, LocalizedMessage? message = null)
    {
        var row = ApiErrorTable.Of(error.Code);
        var status = new Status { Code = (int)row.GrpcCode, Message = error.Detail ?? row.Title };
        status.Details.Add(Any.Pack(new ErrorInfo
        {
            Domain = Domain,
            // Named `reason` in newer versions of the package; on the wire it is the same field.
            Type = error.WireCode.ToUpperInvariant(),
            Metadata =
            {
                ["party"] = Problems.Wire(error.Party),
                ["phase"] = Problems.Wire(error.Phase),
                ["retry"] = Problems.Wire(error.Retry),
                ["traceId"] = TraceId,
            },
        }));
        if (RetryDelay.Of(error, time) is { } wait)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        }

        if (error.Field is { } field)
        {
            var violation = new BadRequest.Types.FieldViolation { Field = field, Description = error.Detail ?? row.Title };
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violation } }));
        }

        if (message is not null)
        {
            status.Details.Add(Any.Pack(message));
        }

        return status;
    }

    public static Status StatusOf(CallRefusal refusal) => new()
    {
        Code = (int)(refusal.Fault is AccessTokenFault.InvalidRequest ? Code.InvalidArgument : Code.Unauthenticated),
        Message = refusal.Detail ?? refusal.Title,
        Details =
        {
            Any.Pack(new ErrorInfo
            {
                Domain = Domain,
                Type = refusal.Code.ToUpperInvariant(),
                Metadata = { ["party"] = "requester", ["phase"] = "authorization", ["retry"] = "now", ["traceId"] = TraceId },
            }),
        },
    };

    /// <summary>Answers a gRPC call that never reached its service: everything in the response headers.</summary>
    public static void WriteTrailersOnly(HttpResponse response, Status status)
    {
        // A trailers frame beside them would end the call without a status.
        response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers.Clear();
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = status.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }
}
