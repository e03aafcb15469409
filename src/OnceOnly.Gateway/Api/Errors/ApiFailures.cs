// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Google.Rpc;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Evidence.Errors;
using Status = Google.Rpc.Status;

namespace OnceOnly.Gateway.Api.Errors;

/// <summary>Answers what no endpoint answered (no route, wrong method, unreadable body, a failure of ours) as a problem document too.</summary>
internal static class ApiFailures
{
    public static bool IsRest(HttpContext context) => context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);

    public static Task WriteExceptionAsync(HttpContext context)
    {
        var exception = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        return exception is BadHttpRequestException bad
            ? Problems.WriteAsync(context, new EvidenceError(EvidenceErrorCode.InvalidRequest, DetailOf(bad)), bad.StatusCode)
            : Problems.WriteAsync(context, new EvidenceError(EvidenceErrorCode.Internal));
    }

    public static Task WriteStatusAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.WriteAsync(context, new EvidenceError(EvidenceErrorCode.NotFound)),
            >= 500 => Problems.WriteAsync(context, new EvidenceError(EvidenceErrorCode.Internal)),
            var code => Problems.WriteAsync(context, new EvidenceError(EvidenceErrorCode.InvalidRequest, DetailOf(code)), code),
        };
    }

    /// <summary>A path that is no method of a service served here.</summary>
    public static Task WriteGrpcStatusAsync(StatusCodeContext status)
    {
        if (status.HttpContext.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
        {
            var unknown = new Status { Code = (int)Code.Unimplemented, Message = "There is no such service or method." };
            GrpcErrors.WriteTrailersOnly(status.HttpContext.Response, unknown);
        }

        return Task.CompletedTask;
    }

    private static string DetailOf(BadHttpRequestException exception) => exception switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => "The body is too large.",
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => "The body must be application/json in UTF-8.",
        { InnerException: JsonException json } => $"The body is not the JSON expected; look at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.",
        _ => "The request cannot be read.",
    };

    private static string DetailOf(int status) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => "This resource does not know the method.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json in UTF-8.",
        _ => "The request is refused.",
    };
}
