// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.Dpop;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.Tokens;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.UserInfo;

/// <summary><c>/connect/userinfo</c> (OpenID Connect Core §5.3): the pseudonym, and what the client's configuration adds to it.</summary>
internal sealed class UserInfoEndpoint(IAccessTokenVerifier verifier, GrantStore grants)
{
    public async Task HandleAsync(HttpContext context)
    {
        var result = await verifier.VerifyAsync(context);
        DpopHeader.Offer(context, result.DpopNonce);
        OAuthResponse.ForbidCaching(context);
        if (!result.IsAccepted)
        {
            context.Response.StatusCode = result.Fault == AccessTokenFault.InvalidRequest ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = AccessTokenChallenge.For(result);
            return;
        }

        var grant = await grants.FindAsync(result.Principal.GrantId, context.RequestAborted);
        if (grant?.Citizen is not { } citizen || !result.Principal.Scopes.Contains(Scope.OpenId))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.Headers.WWWAuthenticate = AccessTokenChallenge.InsufficientScope(Scope.OpenId);
            return;
        }

        await OAuthResponse.WriteJsonAsync(context, ClaimsOf(citizen, result.Principal.Scopes.Contains(Scope.Profile)));
    }

    private static JsonObject ClaimsOf(Grant.CitizenPart citizen, bool withProfile)
    {
        var claims = new JsonObject { ["sub"] = citizen.Subject };
        foreach (var (name, value) in citizen.Claims.Where(_ => withProfile))
        {
            claims[name] = value;
        }

        return claims;
    }
}
