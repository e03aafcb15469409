// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Our public keys for one connector, for those that fetch them instead of being told (<c>jwks_uri</c>, RFC 7591 §2).</summary>
internal static class OidcOwnKeys
{
    /// <summary>The key set; null where we have no keys for it.</summary>
    public static byte[]? Publish(OidcConnectorOptions options)
    {
        var keys = new JsonArray();
        if (options.ClientKey.IsGiven)
        {
            var key = Numbers(options.ClientKey);
            key["use"] = "sig";
            key["alg"] = key["kty"]!.GetValue<string>() == "EC" ? "ES256" : "PS256";
            if (options.ClientKeyId is not null)
            {
                key["kid"] = options.ClientKeyId;
            }

            keys.Add(key);
        }

        if (options.DecryptionKey.IsGiven)
        {
            var key = Numbers(options.DecryptionKey);
            key["use"] = "enc";
            key["kid"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToJsonString())));
            if (options.DecryptionAlgorithms is [var only])
            {
                key["alg"] = only;
            }

            keys.Add(key);
        }

        return keys.Count == 0 ? null : Encoding.UTF8.GetBytes(new JsonObject { ["keys"] = keys }.ToJsonString());
    }

    /// <summary>The public key as a JSON Web Key of <c>kty</c> and its numbers alone.</summary>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public static JsonObject Numbers(KeyFiles files)
    {
        using var certificate = files.Load();
        using var elliptic = certificate.PublicKey.GetECDsaPublicKey();
        if (elliptic is not null)
        {
            var point = elliptic.ExportParameters(includePrivateParameters: false).Q;
            return new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = $"P-{elliptic.KeySize}",
                ["x"] = Base64Url.EncodeToString(point.X),
                ["y"] = Base64Url.EncodeToString(point.Y),
            };
        }

        using var rsa = certificate.PublicKey.GetRSAPublicKey() ?? throw new ArgumentException("Neither RSA nor on an elliptic curve.", nameof(files));
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
    }
}
