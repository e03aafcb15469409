// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Jose;

/// <summary>A public key from outside as a JSON Web Key: P-256 for ES256 or RSA of 2048 to 4096 bits for PS256, nothing else.</summary>
/// <remarks>
/// The key is made from its numbers alone and the thumbprint from that key. A reader that also took a certificate or
/// another spelling of a member from the JSON could verify with one key and bind to another.
/// </remarks>
internal sealed class PublicJwk
{
    private const int CoordinateLength = 32;
    private const int ShortestModulus = 2048 / 8;
    private const int LongestModulus = 4096 / 8;
    private const int LongestExponent = 4;

    private static readonly HashSet<string> ForbiddenMembers = new(
        ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "x5c", "x5u", "x5t", "x5t#S256"],
        StringComparer.OrdinalIgnoreCase);

    private PublicJwk(AsymmetricSecurityKey key, string algorithm, string? keyId)
    {
        Key = key;
        Algorithm = algorithm;
        KeyId = keyId;
        Thumbprint = Base64Url.EncodeToString(key.ComputeJwkThumbprint());
    }

    /// <remarks>Its internal identifier, by which verifiers are kept ready, is the thumbprint too.</remarks>
    public AsymmetricSecurityKey Key { get; }

    /// <summary>The one algorithm the key serves.</summary>
    public string Algorithm { get; }

    /// <summary>RFC 7638, SHA-256.</summary>
    public string Thumbprint { get; }

    public string? KeyId { get; }

    /// <summary>Whether the JSON holds private or symmetric key material, or points to a certificate, under any letter case.</summary>
    public static bool HasForbiddenMember(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Any(member => ForbiddenMembers.Contains(member.Name));

    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out PublicJwk? jwk)
    {
        jwk = null;
        if (json.ValueKind != JsonValueKind.Object || HasForbiddenMember(json) || HasMemberTwice(json))
        {
            return false;
        }

        try
        {
            jwk = json.Text("kty") switch
            {
                "EC" when EllipticKeyOf(json) is { } key => new PublicJwk(key, SecurityAlgorithms.EcdsaSha256, json.Text("kid")),
                "RSA" when RsaKeyOf(json) is { } key => new PublicJwk(key, SecurityAlgorithms.RsaSsaPssSha256, json.Text("kid")),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // A point off the curve.
        }

        if (jwk is not null && (!IsAbsentOr(json, "use", "sig") || !IsAbsentOr(json, "alg", jwk.Algorithm)))
        {
            jwk = null;
        }

        return jwk is not null;
    }

    private static ECDsaSecurityKey? EllipticKeyOf(JsonElement json)
    {
        if (json.Text("crv") != "P-256"
            || Bytes(json, "x") is not { Length: CoordinateLength } x || Bytes(json, "y") is not { Length: CoordinateLength } y)
        {
            return null;
        }

        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        return new ECDsaSecurityKey(ECDsa.Create(parameters));
    }

    /// <remarks>Numbers without leading zeros (RFC 7518 §2), odd both, and no exponent of one, under which anybody can sign.</remarks>
    private static RsaSecurityKey? RsaKeyOf(JsonElement json) =>
        Bytes(json, "n") is [not 0, .., var lastOfModulus] modulus && int.IsOddInteger(lastOfModulus)
        && modulus.Length is >= ShortestModulus and <= LongestModulus && (modulus.Length > ShortestModulus || modulus[0] >= 0x80)
        && Bytes(json, "e") is { Length: >= 1 and <= LongestExponent } and not [1] and [not 0, ..] exponent && int.IsOddInteger(exponent[^1])
            ? new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent })
            : null;

    private static bool HasMemberTwice(JsonElement json)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return !json.EnumerateObject().All(member => names.Add(member.Name));
    }

    private static bool IsAbsentOr(JsonElement json, string name, string expected) =>
        !json.TryGetProperty(name, out _) || json.Text(name) == expected;

    /// <summary>The bytes of a member in the one way to write them: no padding, no white space, no stray bits.</summary>
    private static byte[]? Bytes(JsonElement json, string name) =>
        json.Text(name) is { } text && Base64Url.IsValid(text)
        && Base64Url.DecodeFromChars(text) is var bytes && Base64Url.EncodeToString(bytes) == text
            ? bytes
            : null;
}
