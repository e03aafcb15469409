// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary><c>POST /connect/revocation</c> (RFC 7009). Revoking any token of a grant ends the grant.</summary>
internal sealed class RevocationEndpoint(
    ClientAuthenticator clients,
    Refreshing refreshing,
    ReceivedAccessTokens accessTokens,
    GrantStore grants)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await FaultOfAsync(context) is { } error)
        {
            await OAuthResponse.WriteErrorAsync(context, error);
            return;
        }

        OAuthResponse.ForbidCaching(context);
    }

    private async Task<OAuthError?> FaultOfAsync(HttpContext context)
    {
        var read = await OAuthForm.ReadAsync(context);
        if (!read.Try(out var form, out var error))
        {
            return error;
        }

        var authenticated = await clients.AuthenticateAsync(context, form);
        if (!authenticated.Try(out var client, out error))
        {
            return error;
        }

        if (form["token"] is not { } token)
        {
            return OAuthError.InvalidRequest("token is missing.");
        }

        var (grantId, clientId) = await OwnerOfAsync(token, context.RequestAborted);
        if (grantId is null)
        {
            return null;
        }

        if (clientId != client.ClientId)
        {
            return OAuthError.InvalidGrant("The token was issued to another client.");
        }

        await grants.RevokeAsync(grantId, context.RequestAborted);
        return null;
    }

    private async Task<(string? GrantId, string? ClientId)> OwnerOfAsync(string token, CancellationToken cancellationToken)
    {
        if (await refreshing.FindAsync(token, cancellationToken) is { } refresh)
        {
            return (refresh.GrantId, refresh.ClientId);
        }

        return accessTokens.Read(token) is { } access ? (access.Principal.GrantId, access.Principal.ClientId) : (null, null);
    }
}
