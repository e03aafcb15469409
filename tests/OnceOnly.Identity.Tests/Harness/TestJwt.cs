// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>Writes JWTs byte by byte, so that wrong ones can be made too.</summary>
internal static class TestJwt
{
    public static string Sign(JsonObject header, JsonObject payload, AsymmetricAlgorithm? key)
    {
        var input = Encode(header.ToJsonString()) + "." + Encode(payload.ToJsonString());
        var bytes = Encoding.ASCII.GetBytes(input);
        var signature = (key, header["alg"]?.ToString()) switch
        {
            (ECDsa ec, _) => ec.SignData(bytes, HashAlgorithmName.SHA256),
            (RSA rsa, "RS256") => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            (RSA rsa, _) => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => [],
        };
        return input + "." + Base64Url.EncodeToString(signature);
    }

    public static JsonObject Payload(string jwt) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]))!.AsObject();

    public static JsonObject Header(string jwt) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0]))!.AsObject();

    public static JsonObject PublicJwk(AsymmetricAlgorithm key)
    {
        if (key is ECDsa ec)
        {
            var point = ec.ExportParameters(false).Q;
            return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
        }

        var rsa = ((RSA)key).ExportParameters(false);
        return new() { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(rsa.Modulus), ["e"] = Base64Url.EncodeToString(rsa.Exponent) };
    }

    public static string Thumbprint(ECDsa key)
    {
        var jwk = PublicJwk(key);
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""";
        return Hash(canonical);
    }

    public static string Hash(string ascii) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(ascii)));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
