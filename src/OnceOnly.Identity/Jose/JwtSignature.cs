// SPDX-License-Identifier: EUPL-1.2

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Identity.Jose;

/// <summary>Signing and verifying, by the library .NET itself uses. Claims are judged by whoever knows what they mean.</summary>
internal static class JwtSignature
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Keys come from outside, so caching providers for them would let outsiders fill our memory.</summary>
    private static readonly CryptoProviderFactory WithoutCache = new() { CacheSignatureProviders = false };

    /// <summary>Algorithms accepted from outside; the FAPI 2.0 Security Profile's list, less EdDSA.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    public static async Task<bool> IsValidAsync(ReceivedJwt jwt, PublicJwk key) =>
        jwt.Algorithm == key.Algorithm && await IsValidAsync(jwt, key.Key, WithoutCache);

    /// <summary>Verifies with a key of our own.</summary>
    public static async Task<bool> IsValidAsync(ReceivedJwt jwt, ECDsaSecurityKey key) =>
        jwt.Algorithm == SecurityAlgorithms.EcdsaSha256 && await IsValidAsync(jwt, key, CryptoProviderFactory.Default);

    public static string Sign(string type, string payload, ECDsaSecurityKey key) =>
        Handler.CreateToken(
            payload,
            new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = type });

    private static async Task<bool> IsValidAsync(ReceivedJwt jwt, SecurityKey key, CryptoProviderFactory factory)
    {
        var result = await Handler.ValidateTokenAsync(jwt.Encoded, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = Algorithms,
            CryptoProviderFactory = factory,
            RequireSignedTokens = true,
            RequireExpirationTime = false,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid;
    }
}
