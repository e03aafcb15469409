// SPDX-License-Identifier: EUPL-1.2

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>Verifies ID tokens (OpenID Connect Core §3.1.3.7).</summary>
internal sealed class IdTokenCheck(HttpClient http, Uri issuer, string clientId)
{
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    /// <returns>The pairwise subject and the level of assurance.</returns>
    /// <exception cref="OAuthException">The token must not be trusted.</exception>
    public async Task<(string Subject, string LevelOfAssurance)> ReadAsync(
        Uri jwks, string idToken, string nonce, CancellationToken cancellationToken)
    {
        var keys = new JsonWebKeySet(await http.GetStringAsync(jwks, cancellationToken));
        var result = await Tokens.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = issuer.OriginalString,
            ValidAudience = clientId,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        });
        if (!result.IsValid || Claim(result, "nonce") != nonce)
        {
            throw new OAuthException("invalid_id_token", result.Exception?.GetType().Name ?? "It answers another request.");
        }

        return (Claim(result, "sub"), Claim(result, "acr"));
    }

    private static string Claim(TokenValidationResult result, string name) =>
        result.Claims.TryGetValue(name, out var value) && value is string text
            ? text
            : throw new OAuthException("invalid_id_token", $"It has no {name}.");
}
