// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A connector's public keys, and whether one of them signed a token.</summary>
internal sealed class OidcKeys
{
    private const int LargestSet = 32;
    private const int SmallestRsaKey = 2048;

    // Verifying costs with the square of the length: a set that was tampered with shall not stall us.
    private const int LargestRsaKey = 8192;

    private readonly List<JsonWebKey> _keys;

    private OidcKeys(List<JsonWebKey> keys) => _keys = keys;

    /// <summary>Algorithms that configuration may name. None without a key pair: a secret would be the connector's to forge with.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

    public static IReadOnlyList<string> Default { get; } = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

    public static OidcKeys? Read(string json)
    {
        try
        {
            return new OidcKeys([.. new JsonWebKeySet(json).Keys.Where(IsForSignatures).Take(LargestSet)]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether one of the keys signed it, by an algorithm of its own kind. Which ones may be used at all is checked before.</summary>
    public bool Signed(ReceivedJwt jwt) =>
        jwt.Algorithm is { } algorithm
        && _keys.Exists(key => (jwt.KeyId is null || key.Kid == jwt.KeyId) && Verifies(key, algorithm, jwt));

    private static bool Verifies(JsonWebKey key, string algorithm, ReceivedJwt jwt)
    {
        if (!string.IsNullOrEmpty(key.Alg) && key.Alg != algorithm)
        {
            return false;
        }

        var factory = new CryptoProviderFactory { CacheSignatureProviders = false };
        try
        {
            using var provider = factory.CreateForVerifying(key, algorithm);
            return provider.Verify(jwt.SigningInput, jwt.Signature);
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <remarks>A key that cannot be read leaves the others of its set as good as they are.</remarks>
    private static bool IsForSignatures(JsonWebKey key)
    {
        try
        {
            return key.Use is null or "" or "sig"
                && (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize is >= SmallestRsaKey and <= LargestRsaKey));
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
