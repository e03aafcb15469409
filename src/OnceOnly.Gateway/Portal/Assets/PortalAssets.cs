// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;
using System.Security.Cryptography;

namespace OnceOnly.Gateway.Portal.Assets;

/// <summary>
/// Style sheet, icon and the one script, embedded and served at addresses that change with their content, so that
/// browsers may keep them for good.
/// </summary>
internal static class PortalAssets
{
    private static readonly FrozenDictionary<string, Asset> ByName = new[]
    {
        Load("portal.css", "text/css; charset=utf-8"),
        Load("icon.svg", "image/svg+xml"),
        Load("depart.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    public static string UrlOf(string name) => ByName[name].Url;

    public static void MapPortalAssets(this IEndpointRouteBuilder endpoints)
    {
        foreach (var asset in ByName.Values)
        {
            endpoints.MapGet(asset.Url, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(asset.Content, asset.MediaType);
            }).ExcludeFromDescription();
        }
    }

    private static Asset Load(string name, string mediaType)
    {
        using var stream = typeof(PortalAssets).Assembly.GetManifestResourceStream(typeof(PortalAssets), name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var print = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
        return new Asset(name, $"/assets/{Path.GetFileNameWithoutExtension(name)}.{print}{Path.GetExtension(name)}", mediaType, content);
    }

    private sealed record Asset(string Name, string Url, string MediaType, byte[] Content);
}
