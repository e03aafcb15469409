// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Wire;

/// <summary>Writes what goes to clients and browsers. Nothing here may be cached.</summary>
internal static class OAuthResponse
{
    public static Task WriteJsonAsync(HttpContext context, JsonObject body, int status = StatusCodes.Status200OK)
    {
        ForbidCaching(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    public static Task WriteErrorAsync(HttpContext context, OAuthError error)
    {
        if (error.Status == StatusCodes.Status401Unauthorized && context.Request.Headers.Authorization.Count > 0)
        {
            // RFC 6749 §5.2 wants a challenge for the scheme that was tried; Basic is what clients try.
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"client\"";
        }

        var body = new JsonObject { ["error"] = error.Code, ["error_description"] = error.Description };
        return WriteJsonAsync(context, body, error.Status);
    }

    /// <summary>303, so that the browser never repeats a POST (with a password or an assertion in it) at the next address.</summary>
    public static void Redirect(HttpContext context, string address)
    {
        ForbidCaching(context);
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
    }

    public static void ForbidCaching(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
    }
}
