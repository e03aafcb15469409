// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Jose;

/// <summary>A public key from outside as a JSON Web Key: P-256 for ES256 or RSA of 2048 to 4096 bits for PS256, nothing else.</summary>
internal sealed class PublicJwk
{
    private const int CoordinateLength = 32;
    private const int ShortestModulus = 2048 / 8;
    private const int LongestModulus = 4096 / 8;

    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private PublicJwk(JsonWebKey key, string algorithm)
    {
        Key = key;
        Algorithm = algorithm;
        Thumbprint = Base64Url.EncodeToString(key.ComputeJwkThumbprint());
    }

    public JsonWebKey Key { get; }

    /// <summary>The one algorithm the key serves.</summary>
    public string Algorithm { get; }

    /// <summary>RFC 7638, SHA-256.</summary>
    public string Thumbprint { get; }

    public string? KeyId => Key.KeyId;

    /// <summary>Whether the JSON holds private or symmetric key material, which nobody should have sent.</summary>
    public static bool HasSecret(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && PrivateMembers.Any(member => json.TryGetProperty(member, out _));

    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out PublicJwk? jwk)
    {
        jwk = null;
        if (json.ValueKind != JsonValueKind.Object || HasSecret(json))
        {
            return false;
        }

        var algorithm = AlgorithmOf(json);
        if (algorithm is null || Is(json, "use", "sig") is false || Is(json, "alg", algorithm) is false)
        {
            return false;
        }

        try
        {
            jwk = new PublicJwk(new JsonWebKey(json.GetRawText()), algorithm);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? AlgorithmOf(JsonElement json) => Member(json, "kty") switch
    {
        "EC" when Member(json, "crv") == "P-256" && LengthOf(json, "x") == CoordinateLength && LengthOf(json, "y") == CoordinateLength =>
            SecurityAlgorithms.EcdsaSha256,
        "RSA" when LengthOf(json, "n") is >= ShortestModulus and <= LongestModulus && LengthOf(json, "e") is >= 1 and <= 4 =>
            SecurityAlgorithms.RsaSsaPssSha256,
        _ => null,
    };

    private static bool? Is(JsonElement json, string name, string expected) =>
        json.TryGetProperty(name, out _) ? Member(json, name) == expected : null;

    private static string? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int LengthOf(JsonElement json, string name)
    {
        var value = Member(json, name);
        return value is not null && Base64Url.IsValid(value, out var length) ? length : -1;
    }
}
