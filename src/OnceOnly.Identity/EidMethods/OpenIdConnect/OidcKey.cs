// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>One public key with which a connector signs.</summary>
internal sealed class OidcKey
{
    private const int SmallestRsaKey = 2048;

    // Verifying costs with the square of the length: a set that was tampered with shall not stall us.
    private const int LargestRsaKey = 8192;

    private static readonly string[] RsaAlgorithms = ["PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

    private readonly string? _keyId;
    private readonly string[] _algorithms;
    private readonly ECParameters? _elliptic;
    private readonly RSAParameters _rsa;

    private OidcKey(JsonElement jwk, string[] algorithms, ECParameters? elliptic, RSAParameters rsa)
    {
        _keyId = jwk.Text("kid");
        _algorithms = jwk.TryGetProperty("alg", out _) ? [.. algorithms.Where(algorithm => algorithm == jwk.Text("alg"))] : algorithms;
        _elliptic = elliptic;
        _rsa = rsa;
    }

    /// <summary>Null for a key that is for something else or cannot be read.</summary>
    public static OidcKey? Read(JsonElement jwk)
    {
        if (!IsForSignatures(jwk))
        {
            return null;
        }

        if (JwkNumbers.Elliptic(jwk) is { } elliptic)
        {
            // Each curve has its own algorithm (RFC 7518 §3.4).
            return new OidcKey(jwk, [jwk.Text("crv") switch { "P-256" => "ES256", "P-384" => "ES384", _ => "ES512" }], elliptic, default);
        }

        return JwkNumbers.Rsa(jwk, out var bits) is { } rsa && bits is >= SmallestRsaKey and <= LargestRsaKey
            ? new OidcKey(jwk, RsaAlgorithms, elliptic: null, rsa)
            : null;
    }

    public bool Signed(ReceivedJwt jwt)
    {
        if ((jwt.KeyId is not null && jwt.KeyId != _keyId) || !_algorithms.Contains(jwt.Algorithm, StringComparer.Ordinal))
        {
            return false;
        }

        var hash = jwt.Algorithm![2..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
        try
        {
            if (_elliptic is { } elliptic)
            {
                using var ecdsa = ECDsa.Create(elliptic);
                return ecdsa.VerifyData(jwt.SigningInput, jwt.Signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            using var rsa = RSA.Create(_rsa);
            return rsa.VerifyData(jwt.SigningInput, jwt.Signature, hash, jwt.Algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // A modulus that is none: nobody signed with it.
            return false;
        }
    }

    private static bool IsForSignatures(JsonElement jwk) =>
        (!jwk.TryGetProperty("use", out _) || jwk.Text("use") is "" or "sig")
        && (!jwk.TryGetProperty("key_ops", out var uses)
            || (uses.ValueKind == JsonValueKind.Array && uses.EnumerateArray().Any(use => use.ValueKind == JsonValueKind.String && use.ValueEquals("verify"))));
}
