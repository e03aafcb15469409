// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary>Tokens for an e-service that acts for itself: they find out which evidence there is, and never reach a citizen's.</summary>
internal sealed class ClientCredentials(
    GrantStore grants,
    Narrowing narrowing,
    TokenIssuer issuer,
    IOptions<IdentityOptions> options)
{
    public async Task<OAuthOutcome<JsonObject>> IssueAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var grant = new Grant { Id = Handle.New(), ClientId = request.Client.ClientId, Scopes = [Scope.EvidenceFind] };
        if (!narrowing.TryNarrow(grant, request.Form, out var granted, out var error))
        {
            return error;
        }

        await grants.AddAsync(grant, options.Value.Lifetimes.AccessToken, cancellationToken);
        return issuer.Issue(grant, granted, request.Binding, nonce: null, refreshToken: null);
    }
}
