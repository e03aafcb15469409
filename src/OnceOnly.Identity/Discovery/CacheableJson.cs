// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Discovery;

/// <summary>Public documents, which clients may keep for five minutes: less than a retired key stays published, enough to spare us.</summary>
internal static class CacheableJson
{
    public static Task WriteAsync(HttpContext context, JsonObject document, string mediaType)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(document.ToJsonString(), context.RequestAborted);
    }
}
