// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Jose;

/// <summary>Signing and verifying, by the library .NET itself uses. Claims are judged by whoever knows what they mean.</summary>
internal static class JwtSignature
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token never stands in a page, so other scripts than Latin need not be escaped and cost three times their size.</summary>
    private static readonly JsonSerializerOptions NotForHtml = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For keys that anybody may send: keeping those ready would let outsiders displace the ones that matter.</summary>
    private static readonly CryptoProviderFactory WithoutCache = new() { CacheSignatureProviders = false };

    /// <summary>Algorithms accepted from outside; the FAPI 2.0 Security Profile's list, less EdDSA.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    /// <param name="jwt">The token.</param>
    /// <param name="key">Its key.</param>
    /// <param name="isKnown">Whether the key is one we have met before and will meet again, so that keeping it ready pays.</param>
    public static bool IsValid(ReceivedJwt jwt, PublicJwk key, bool isKnown) =>
        jwt.Algorithm == key.Algorithm && IsValid(jwt, key.Key, key.Algorithm, isKnown ? CryptoProviderFactory.Default : WithoutCache);

    /// <summary>Verifies with a key of our own.</summary>
    public static bool IsValid(ReceivedJwt jwt, ECDsaSecurityKey key) =>
        jwt.Algorithm == SecurityAlgorithms.EcdsaSha256 && IsValid(jwt, key, SecurityAlgorithms.EcdsaSha256, CryptoProviderFactory.Default);

    public static string Sign(string type, JsonObject claims, ECDsaSecurityKey key) =>
        Handler.CreateToken(
            claims.ToJsonString(NotForHtml),
            new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = type });

    private static bool IsValid(ReceivedJwt jwt, SecurityKey key, string algorithm, CryptoProviderFactory factory)
    {
        SignatureProvider? provider = null;
        try
        {
            provider = factory.CreateForVerifying(key, algorithm);
            return provider.Verify(jwt.SigningInput, jwt.Signature);
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            // A modulus that is none: whoever sent it signed nothing.
            return false;
        }
        finally
        {
            if (provider is not null)
            {
                factory.ReleaseSignatureProvider(provider);
            }
        }
    }
}
