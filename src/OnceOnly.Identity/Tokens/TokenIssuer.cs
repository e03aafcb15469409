// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Keys;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Tokens;

/// <summary>Writes token responses: a JWT access token (RFC 9068), and the ID token when the scope has <c>openid</c>.</summary>
internal sealed class TokenIssuer(SigningKeys keys, PublicAddress address, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private readonly LifetimeOptions _lifetimes = options.Value.Lifetimes;

    public JsonObject Issue(Grant grant, Narrowed granted, KeyBinding binding, string? nonce, string? refreshToken)
    {
        var response = new JsonObject
        {
            ["access_token"] = SignAccessToken(grant, granted, binding),
            ["token_type"] = binding.TokenType,
            ["expires_in"] = (int)_lifetimes.AccessToken.TotalSeconds,
            ["scope"] = string.Join(' ', granted.Scopes),
        };
        if (granted.AuthorizationDetails is { } details)
        {
            response["authorization_details"] = JsonArray.Create(details);
        }

        if (refreshToken is not null)
        {
            response["refresh_token"] = refreshToken;
        }

        if (grant.Citizen is { } citizen && granted.Scopes.Contains(Scope.OpenId, StringComparer.Ordinal))
        {
            response["id_token"] = SignIdToken(grant.ClientId, citizen, nonce);
        }

        return response;
    }

    private string SignAccessToken(Grant grant, Narrowed granted, KeyBinding binding)
    {
        var claims = NewClaims(address.Resource, grant.Citizen?.Subject ?? grant.ClientId, _lifetimes.AccessToken);
        claims["jti"] = Handle.New();
        claims["client_id"] = grant.ClientId;
        claims["scope"] = string.Join(' ', granted.Scopes);
        claims[AccessTokenClaim.GrantId] = grant.Id;
        claims["cnf"] = binding.ToConfirmation();
        if (grant.Citizen is { } citizen)
        {
            AddLogin(claims, citizen);
        }

        if (granted.AuthorizationDetails is { } details)
        {
            claims["authorization_details"] = JsonArray.Create(details);
        }

        if (grant.ExplicitRequestId is { } explicitRequestId)
        {
            claims[AccessTokenClaim.ExplicitRequestId] = explicitRequestId;
        }

        return JwtSignature.Sign(AccessTokenClaim.TokenType, claims, keys.Current.Key);
    }

    private string SignIdToken(string clientId, Grant.CitizenPart citizen, string? nonce)
    {
        var claims = NewClaims(clientId, citizen.Subject, _lifetimes.IdToken);
        AddLogin(claims, citizen);
        claims["amr"] = new JsonArray(citizen.EidMethod);
        claims["sid"] = citizen.SessionId;
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return JwtSignature.Sign("JWT", claims, keys.Current.Key);
    }

    private JsonObject NewClaims(string audience, string subject, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = address.Issuer,
            ["aud"] = audience,
            ["sub"] = subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
        };
    }

    private static void AddLogin(JsonObject claims, Grant.CitizenPart citizen)
    {
        claims["acr"] = LevelOfAssuranceUri.Of(citizen.LevelOfAssurance);
        claims["auth_time"] = citizen.AuthenticatedAt.ToUnixTimeSeconds();
    }
}
