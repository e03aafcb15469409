// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Protection;

/// <summary>Headers that every answer to a browser or over REST carries. An endpoint that set one itself keeps its own.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string OneYear = "max-age=31536000";

    public Task InvokeAsync(HttpContext context)
    {
        if (GrpcErrors.IsGrpc(context.Request))
        {
            // No browser reads these answers.
            return next(context);
        }

        context.Features.Set(new PagePolicy());
        context.Response.OnStarting(static state =>
        {
            Add((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    private static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps && !IsLoopback(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = OneYear;
        }

        if (context.Features.Get<ListenerFeature>()?.Listener is not Listener.Documents && headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = context.Features.Get<PagePolicy>()!.ToString();
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }

    // Browsers remember the header for the whole host, every port: it would break other work on a developer's machine.
    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
