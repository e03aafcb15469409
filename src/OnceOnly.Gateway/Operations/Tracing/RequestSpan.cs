// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;

namespace OnceOnly.Gateway.Operations.Tracing;

/// <summary>
/// Gives the server's span its name and tags, which ASP.NET leaves out: the route's template, never the path itself,
/// because links hold handles that only the citizen may have.
/// </summary>
internal sealed class RequestSpan(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
                activity.SetTag("http.request.method", context.Request.Method);
                activity.SetTag("http.response.status_code", context.Response.StatusCode);
                activity.SetTag("url.scheme", context.Request.Scheme);
                activity.SetTag("server.address", context.Request.Host.Host);
                activity.SetTag("http.route", route);
            }
        }
    }
}
