// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;
using System.Text.Json;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Identity.Tokens;

/// <summary>Reads access tokens of ours: signature, issuer, audience and time. Whether the grant lives and who holds the key is for others to ask.</summary>
internal sealed class ReceivedAccessTokens(SigningKeys keys, PublicAddress address, TimeProvider clock)
{
    /// <summary>No token of ours is longer.</summary>
    public const int LongestToken = 8 * 1024;

    private readonly VerifiedTokens _verified = new();

    /// <returns>Null when it is not ours, malformed or expired.</returns>
    public ReceivedAccessToken? Read(string encoded)
    {
        var now = clock.GetUtcNow();
        if (encoded.Length > LongestToken)
        {
            return null;
        }

        // What a key signed counts no longer than the key.
        if (_verified.Find(encoded) is not { } token || keys.Find(token.SignedBy) is null)
        {
            token = Verify(encoded);
            if (token is not null)
            {
                _verified.Add(encoded, token, now);
            }
        }

        return token?.Principal.ExpiresAt > now ? token : null;
    }

    private ReceivedAccessToken? Verify(string encoded)
    {
        if (!ReceivedJwt.TryRead(encoded, LongestToken, out var jwt)
            || jwt.Type != AccessTokenClaim.TokenType
            || keys.Find(jwt.KeyId) is not { } key
            || !JwtSignature.IsValid(jwt, key.Key)
            || jwt.Text("iss") != address.Issuer
            || jwt.Text("aud") != address.Resource
            || !jwt.TryTime("exp", out var expiresAt))
        {
            return null;
        }

        return PrincipalOf(jwt, expiresAt) is { } principal && BindingOf(jwt.Payload) is { } binding
            ? new ReceivedAccessToken(principal, binding, key.KeyId)
            : null;
    }

    private static AccessTokenPrincipal? PrincipalOf(ReceivedJwt jwt, DateTimeOffset expiresAt)
    {
        if (jwt.Text("client_id") is not { } clientId || jwt.Text("sub") is not { } subject || jwt.Text(AccessTokenClaim.GrantId) is not { } grantId)
        {
            return null;
        }

        var hasCitizen = LevelOfAssuranceUri.TryParse(jwt.Text("acr"), out var level);
        return new AccessTokenPrincipal(
            clientId,
            hasCitizen ? subject : null,
            jwt.Text(AccessTokenClaim.ExplicitRequestId),
            grantId,
            (jwt.Text("scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal),
            hasCitizen ? level : null,
            jwt.TryTime("auth_time", out var authenticatedAt) ? authenticatedAt : null,
            jwt.Payload.TryGetProperty("authorization_details", out var details) ? details : null,
            expiresAt);
    }

    private static KeyBinding? BindingOf(JsonElement payload)
    {
        if (!payload.TryGetProperty("cnf", out var confirmation))
        {
            return null;
        }

        return confirmation.TryGetProperty("jkt", out var jkt)
            ? new KeyBinding(jkt.GetString(), null)
            : new KeyBinding(null, confirmation.GetProperty("x5t#S256").GetString());
    }
}
