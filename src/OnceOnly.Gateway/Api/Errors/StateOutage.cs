// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.State;

namespace OnceOnly.Gateway.Api.Errors;

/// <summary>
/// Tells every caller in their own protocol that the state is out of reach and that trying again helps: gRPC
/// <c>UNAVAILABLE</c>, otherwise 503 as a problem document, an OAuth error (RFC 6749, section 4.1.2.1) or a page.
/// </summary>
internal sealed class StateOutage(RequestDelegate next, TimeProvider time, ILogger<StateOutage> logger)
{
    private const int RetrySeconds = 1;

    public static EvidenceError ErrorAt(DateTimeOffset now) => new(EvidenceErrorCode.Unavailable) { RetryAfter = now };

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (StateUnavailableException exception) when (!context.Response.HasStarted)
        {
            Log.StateOutOfReach(logger, Cause.Of(exception));
            context.Response.Clear();
            await AnswerAsync(context);
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var error = ErrorAt(time.GetUtcNow());
        if (GrpcErrors.IsGrpc(context.Request))
        {
            GrpcErrors.WriteTrailersOnly(context.Response, GrpcErrors.StatusOf(error, time));
            return Task.CompletedTask;
        }

        if (ApiFailures.IsRest(context))
        {
            return Problems.WriteAsync(context, error);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        return context.Request.Path.StartsWithSegments("/connect", StringComparison.Ordinal) && HttpMethods.IsPost(context.Request.Method)
            ? context.Response.WriteAsJsonAsync(new { error = "temporarily_unavailable" }, context.RequestAborted)
            : Task.CompletedTask;
    }
}
