// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Dpop;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.PushedRequests;

/// <summary><c>POST /connect/par</c> (RFC 9126).</summary>
internal sealed class PushedRequestEndpoint(
    ClientAuthenticator clients,
    KeyBindings bindings,
    AuthorizationRequestReader reader,
    PushedRequestStore requests)
{
    public async Task HandleAsync(HttpContext context)
    {
        var outcome = await JudgeAsync(context);
        if (!outcome.Try(out var request, out var error))
        {
            await OAuthResponse.WriteErrorAsync(context, error);
            return;
        }

        var body = new JsonObject
        {
            ["request_uri"] = await requests.AddAsync(request, context.RequestAborted),
            ["expires_in"] = (int)requests.Lifetime.TotalSeconds,
        };
        await OAuthResponse.WriteJsonAsync(context, body, StatusCodes.Status201Created);
    }

    private async Task<OAuthOutcome<AuthorizationRequest>> JudgeAsync(HttpContext context)
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

        if (!DpopHeader.IsPresent(context))
        {
            return await reader.ReadAsync(form, client, provedThumbprint: null, context.RequestAborted);
        }

        var proved = await bindings.ProveAsync(context);
        return proved.Try(out var binding, out error)
            ? await reader.ReadAsync(form, client, binding.Jkt, context.RequestAborted)
            : error;
    }
}
