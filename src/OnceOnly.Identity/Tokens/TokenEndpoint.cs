// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary><c>POST /connect/token</c>.</summary>
internal sealed class TokenEndpoint(
    ClientAuthenticator clients,
    KeyBindings bindings,
    CodeRedemption codes,
    Refreshing refreshing,
    ClientCredentials clientCredentials,
    ILogger<TokenEndpoint> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var outcome = await JudgeAsync(context);
        if (outcome.Try(out var tokens, out var error))
        {
            await OAuthResponse.WriteJsonAsync(context, tokens);
        }
        else
        {
            await OAuthResponse.WriteErrorAsync(context, error);
        }
    }

    private async Task<OAuthOutcome<JsonObject>> JudgeAsync(HttpContext context)
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

        var found = await bindings.FindAsync(context);
        if (!found.Try(out var binding, out error))
        {
            logger.TokenRefused(client.ClientId, error.Code, error.Description);
            return error;
        }

        var outcome = await RedeemAsync(new TokenRequest(client, form, binding), context.RequestAborted);
        if (!outcome.Try(out _, out error))
        {
            logger.TokenRefused(client.ClientId, error.Code, error.Description);
        }

        return outcome;
    }

    private async Task<OAuthOutcome<JsonObject>> RedeemAsync(TokenRequest request, CancellationToken cancellationToken) => request.Form["grant_type"] switch
    {
        "authorization_code" => await codes.RedeemAsync(request, cancellationToken),
        "refresh_token" => await refreshing.RedeemAsync(request, cancellationToken),
        "client_credentials" => await clientCredentials.IssueAsync(request, cancellationToken),
        null => OAuthError.InvalidRequest("grant_type is missing."),
        _ => new OAuthError("unsupported_grant_type", "Use authorization_code, refresh_token or client_credentials."),
    };
}
