// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary>
/// Refresh tokens: bound to client and key, and gone with their grant. They are not rotated: that protects bearer
/// tokens, which these are not, and loses grants when an answer is lost (FAPI 2.0 §5.3.2.1).
/// </summary>
internal sealed class Refreshing(
    ProtectedStore store,
    GrantStore grants,
    Narrowing narrowing,
    TokenIssuer issuer,
    IOptions<IdentityOptions> options)
{
    public Task<string> AddAsync(Grant grant, KeyBinding binding, CancellationToken cancellationToken) =>
        store.AddAsync(
            ProtocolKind.Refresh,
            new RefreshToken(grant.Id, grant.ClientId, binding),
            options.Value.Lifetimes.Grant,
            GrantStore.FamilyOf(grant.Id),
            cancellationToken);

    public async Task<RefreshToken?> FindAsync(string? token, CancellationToken cancellationToken) =>
        (await store.FindAsync<RefreshToken>(ProtocolKind.Refresh, token, cancellationToken))?.Content;

    public async Task<OAuthOutcome<JsonObject>> RedeemAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var handle = request.Form["refresh_token"];
        var token = await FindAsync(handle, cancellationToken);
        if (token is null || token.ClientId != request.Client.ClientId || !request.Client.AllowRefresh)
        {
            return OAuthError.InvalidGrant("The refresh token is unknown, expired or revoked.");
        }

        if (token.Binding != request.Binding)
        {
            return OAuthError.InvalidGrant("The refresh token is bound to another key.");
        }

        if (await grants.FindAsync(token.GrantId, cancellationToken) is not { } grant)
        {
            return OAuthError.InvalidGrant("The grant has ended.");
        }

        return narrowing.TryNarrow(grant, request.Form, out var granted, out var error)
            ? issuer.Issue(grant, granted, request.Binding, nonce: null, handle)
            : error;
    }
}
