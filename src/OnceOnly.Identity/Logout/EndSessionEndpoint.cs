// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Pages;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Tokens;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Logout;

/// <summary>
/// <c>/connect/endsession</c> (OpenID Connect RP-Initiated Logout). Without an ID token of this very session the citizen
/// is asked first, because anybody can send a browser here.
/// </summary>
internal sealed class EndSessionEndpoint(
    IdTokenHints hints,
    IClientDirectory clients,
    ICitizenSessions sessions,
    ProtectedStore store,
    IProtocolPages pages,
    IOptions<IdentityOptions> options,
    ILogger<EndSessionEndpoint> logger)
{
    public const string Path = "/connect/endsession";
    public const string ConfirmPath = Path + "/confirm";

    private const string Field = "logout";

    public async Task BeginAsync(HttpContext context)
    {
        var parameters = await ReadAsync(context);
        var hint = hints.Read(parameters?["id_token_hint"]);
        if (parameters is null || (hint is null && parameters.Has("id_token_hint")) || !TryFindReturn(parameters, hint, out var returnTo))
        {
            logger.LogoutRefused();
            await pages.Error(context, ProtocolError.InvalidRequest).ExecuteAsync(context);
            return;
        }

        var session = await sessions.FindAsync(context);
        if (session is null || session.Id == hint?.SessionId)
        {
            await sessions.EndAsync(context);
            OAuthResponse.Redirect(context, returnTo);
            return;
        }

        var logout = new StoredLogout(session.Id, returnTo);
        var handle = await store.AddAsync(ProtocolKind.Logout, logout, options.Value.Lifetimes.Login, session.Id, context.RequestAborted);
        OAuthResponse.ForbidCaching(context);
        await pages.ConfirmLogout(context, ConfirmPath, Field, handle).ExecuteAsync(context);
    }

    public async Task ConfirmAsync(HttpContext context)
    {
        var read = await OAuthForm.ReadAsync(context);
        var held = read.Try(out var form, out _)
            ? await store.FindAsync<StoredLogout>(ProtocolKind.Logout, form[Field], context.RequestAborted)
            : null;
        var session = await sessions.FindAsync(context);
        if (held is null || (session is not null && session.Id != held.Content.SessionId))
        {
            await pages.Error(context, ProtocolError.Expired).ExecuteAsync(context);
            return;
        }

        await sessions.EndAsync(context);
        OAuthResponse.Redirect(context, held.Content.ReturnTo);
    }

    private static async Task<OAuthParameters?> ReadAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return (await OAuthForm.ReadAsync(context)).Try(out var form, out _) ? form : null;
        }

        return OAuthParameters.TryRead(context.Request.Query, out var query, out _) ? query : null;
    }

    private bool TryFindReturn(OAuthParameters parameters, IdTokenHint? hint, out string returnTo)
    {
        returnTo = PortalPath.Home;
        var clientId = hint?.ClientId ?? parameters["client_id"];
        if (parameters["client_id"] is { } named && named != clientId)
        {
            return false;
        }

        if (parameters["post_logout_redirect_uri"] is not { } uri)
        {
            return true;
        }

        if (clientId is null || clients.Find(clientId)?.PostLogoutRedirectUris.Contains(uri) != true)
        {
            return false;
        }

        var separator = uri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        returnTo = parameters["state"] is { } state ? $"{uri}{separator}state={Uri.EscapeDataString(state)}" : uri;
        return true;
    }
}
