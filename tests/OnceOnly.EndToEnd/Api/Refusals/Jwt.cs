// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>A JWT taken apart, so that one thing about it can be made wrong.</summary>
internal sealed record Jwt(JsonObject Header, JsonObject Payload)
{
    public static Jwt Read(string encoded)
    {
        var parts = encoded.Split('.');
        return new(Part(parts[0]), Part(parts[1]));
    }

    /// <summary>A proof of possession for one call, as an honest client makes it.</summary>
    public static Jwt Proof(ECDsa key, string method, Uri address, string token, string? nonce)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
        return new(
            new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = jwk },
            new JsonObject
            {
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["htm"] = method,
                ["htu"] = address.GetLeftPart(UriPartial.Path),
                ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
                ["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))),
                ["nonce"] = nonce,
            });
    }

    public string Sign(ECDsa key) => With(input => key.SignData(input, HashAlgorithmName.SHA256));

    public string Authenticate(byte[] secret) => With(input => HMACSHA256.HashData(secret, input));

    public string Unsigned() => With(_ => []);

    private string With(Func<byte[], byte[]> sign)
    {
        var input = $"{Part(Header)}.{Part(Payload)}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonObject Part(string encoded) => JsonNode.Parse(Base64Url.DecodeFromChars(encoded))!.AsObject();
}
