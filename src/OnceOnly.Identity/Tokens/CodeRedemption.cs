// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Authorization;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary>
/// Tokens for an authorization code. A code serves once: whoever brings it again, be it a thief or the victim, ends the
/// grant and with it every token (RFC 6749 §4.1.2).
/// </summary>
internal sealed class CodeRedemption(
    ProtectedStore store,
    GrantStore grants,
    Narrowing narrowing,
    Refreshing refreshing,
    TokenIssuer issuer,
    TimeProvider clock,
    ILogger<CodeRedemption> logger)
{
    public async Task<OAuthOutcome<JsonObject>> RedeemAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var held = await store.FindAsync<AuthorizationCode>(ProtocolKind.Code, request.Form["code"], cancellationToken);
        if (held is null || held.Content.ClientId != request.Client.ClientId)
        {
            return OAuthError.InvalidGrant("The code is unknown or expired.");
        }

        var code = held.Content;
        if (held.Item.Consumed)
        {
            return await RevokeAsync(code, cancellationToken);
        }

        if (FaultOf(request, code) is { } fault)
        {
            return fault;
        }

        if (await grants.FindAsync(code.GrantId, cancellationToken) is not { } grant)
        {
            return OAuthError.InvalidGrant("The grant has ended.");
        }

        if (!narrowing.TryNarrow(grant, request.Form, out var granted, out var error))
        {
            return error;
        }

        return await store.ConsumeAsync(ProtocolKind.Code, held.Handle, cancellationToken) == Consumption.First
            ? await IssueAsync(request, code, grant, granted, cancellationToken)
            : await RevokeAsync(code, cancellationToken);
    }

    private OAuthError? FaultOf(TokenRequest request, AuthorizationCode code)
    {
        if (clock.GetUtcNow() >= code.ValidUntil)
        {
            return OAuthError.InvalidGrant("The code is unknown or expired.");
        }

        if (request.Form["redirect_uri"] != code.RedirectUri)
        {
            return OAuthError.InvalidGrant("redirect_uri is not that of the authorization request.");
        }

        if (!Pkce.Verifies(request.Form["code_verifier"], code.CodeChallenge))
        {
            return OAuthError.InvalidGrant("code_verifier does not fit the code_challenge.");
        }

        return code.DpopThumbprint is null || code.DpopThumbprint == request.Binding.Jkt
            ? null
            : OAuthError.InvalidGrant("The code is bound to another DPoP key.");
    }

    private async Task<OAuthOutcome<JsonObject>> IssueAsync(
        TokenRequest request,
        AuthorizationCode code,
        Grant grant,
        Narrowed granted,
        CancellationToken cancellationToken)
    {
        var refreshToken = request.Client.AllowRefresh ? await refreshing.AddAsync(grant, request.Binding, cancellationToken) : null;
        return issuer.Issue(grant, granted, request.Binding, code.Nonce, refreshToken);
    }

    private async Task<OAuthOutcome<JsonObject>> RevokeAsync(AuthorizationCode code, CancellationToken cancellationToken)
    {
        logger.CodeUsedTwice(code.ClientId);
        await grants.RevokeAsync(code.GrantId, cancellationToken);
        return OAuthError.InvalidGrant("The code was used before; everything issued for it is revoked.");
    }
}
