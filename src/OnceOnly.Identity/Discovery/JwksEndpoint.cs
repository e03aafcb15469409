// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Identity.Discovery;

/// <summary>The provider's public keys (RFC 7517).</summary>
internal sealed class JwksEndpoint(SigningKeys keys)
{
    public const string Path = "/.well-known/jwks";

    /// <summary>How long others may keep the set.</summary>
    public static TimeSpan MaxAge => CacheableJson.MaxAge;

    public Task HandleAsync(HttpContext context)
    {
        var set = new JsonObject { ["keys"] = new JsonArray([.. keys.All.Select(Describe)]) };
        return CacheableJson.WriteAsync(context, set, "application/jwk-set+json");
    }

    private static JsonObject Describe(SigningKey key) => new()
    {
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["x"] = Base64Url.EncodeToString(key.Public.X),
        ["y"] = Base64Url.EncodeToString(key.Public.Y),
        ["kid"] = key.KeyId,
        ["use"] = "sig",
        ["alg"] = "ES256",
    };
}
