// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.Authorization;
using OnceOnly.Identity.AuthorizationDetails;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Interactions;

internal sealed class AuthorizationInteractions(
    OngoingAuthorizations ongoing,
    AuthorizationCompletion completion,
    ICitizenSessions sessions) : IAuthorizationInteractions
{
    public async Task<AuthorizationInteraction?> FindAsync(HttpContext context, string id)
    {
        var (held, session) = await FindOwnAsync(context, id);
        return held?.Content.Request is { AuthorizationDetails: { } details } request
            ? new AuthorizationInteraction(id, request.ClientId, session!, details, request.UiLocales)
            : null;
    }

    public async Task<Uri?> GrantAsync(HttpContext context, string id, JsonElement grantedDetails, string explicitRequestId)
    {
        ArgumentException.ThrowIfNullOrEmpty(explicitRequestId);
        if (!AuthorizationDetailsReader.TryParse(grantedDetails.GetRawText(), out var details))
        {
            throw new ArgumentException("Granted details must be an array of known objects of 4.5 KB at most, because they travel in the token.", nameof(grantedDetails));
        }

        var (held, session) = await FindOwnAsync(context, id);
        return held is null ? null : AsUri(await completion.GrantAsync(held, session!, details, explicitRequestId, context.RequestAborted));
    }

    public async Task<Uri?> RefuseAsync(HttpContext context, string id)
    {
        var (held, _) = await FindOwnAsync(context, id);
        return held is null ? null : AsUri(await completion.RefuseAsync(held, "access_denied", "The citizen refused.", context.RequestAborted));
    }

    private static Uri? AsUri(string? address) => address is null ? null : new Uri(address);

    /// <summary>The authorization, when it was opened in this browser and waits for the citizen whose session it has.</summary>
    private async Task<(Held<OngoingAuthorization>? Held, CitizenSession? Session)> FindOwnAsync(HttpContext context, string id)
    {
        ArgumentNullException.ThrowIfNull(context);
        var held = await ongoing.FindOwnAsync(context, id);
        var session = held?.Content.DecidedBySession is null ? null : await sessions.FindAsync(context);
        return session is not null && session.Id == held!.Content.DecidedBySession ? (held, session) : (null, null);
    }
}
