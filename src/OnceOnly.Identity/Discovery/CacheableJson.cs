// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Discovery;

/// <summary>Public documents, which clients may keep for five minutes: less than a retired key stays published, enough to spare us.</summary>
internal static class CacheableJson
{
    public static TimeSpan MaxAge { get; } = TimeSpan.FromMinutes(5);

    public static Task WriteAsync(HttpContext context, JsonObject document, string mediaType)
    {
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={MaxAge.TotalSeconds}");
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(document.ToJsonString(), context.RequestAborted);
    }
}
