// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Pages;
using OnceOnly.Identity.PushedRequests;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Subjects;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Authorization;

/// <summary>
/// <c>/connect/authorize</c>: opens a pushed request, sees to it that the right person is logged in at the right level,
/// and goes on to the explicit request, or back to the client with a code. Each step can be left and come back to.
/// </summary>
internal sealed class AuthorizationEndpoint(
    PushedRequestStore requests,
    OngoingAuthorizations ongoing,
    AuthorizationCompletion completion,
    ICitizenSessions sessions,
    ILogins logins,
    IClientDirectory clients,
    PairwiseSubjects subjects,
    IProtocolPages pages,
    TimeProvider clock,
    ILogger<AuthorizationEndpoint> logger)
{
    public const string Path = "/connect/authorize";
    public const string ResumePath = Path + "/resume";
    public const string CancelPath = Path + "/cancel";

    /// <summary>The browser brings <c>client_id</c> and <c>request_uri</c>; whatever else it brings does not count (RFC 9126 §4).</summary>
    public async Task OpenAsync(HttpContext context)
    {
        var parameters = await ReadAsync(context);
        if (parameters?["client_id"] is not { } clientId || parameters["request_uri"] is not { } requestUri)
        {
            await ShowErrorAsync(context, ProtocolError.InvalidRequest);
            return;
        }

        var pushed = await requests.FindAsync(requestUri, context.RequestAborted);
        if (pushed is null || pushed.Content.Request.ClientId != clientId)
        {
            await ShowErrorAsync(context, pushed is null ? ProtocolError.Expired : ProtocolError.InvalidRequest);
            return;
        }

        var session = await sessions.FindAsync(context);
        var browser = BrowserBinding.Establish(context);
        var opened = new OngoingAuthorization(pushed.Handle, pushed.Content.Request, browser, clock.GetUtcNow(), session?.Id);
        await GoOnAsync(context, await ongoing.OpenAsync(opened, context.RequestAborted), session);
    }

    /// <summary>The browser comes back from logging in.</summary>
    public async Task ResumeAsync(HttpContext context)
    {
        if (await ongoing.FindOwnAsync(context, context.Request.Query["id"]) is not { } held)
        {
            await ShowErrorAsync(context, ProtocolError.Expired);
            return;
        }

        await GoOnAsync(context, held, await sessions.FindAsync(context));
    }

    /// <summary>The citizen gave up logging in.</summary>
    public async Task CancelAsync(HttpContext context)
    {
        if (await ongoing.FindOwnAsync(context, context.Request.Query["id"]) is not { } held)
        {
            await ShowErrorAsync(context, ProtocolError.Expired);
            return;
        }

        await RefuseAsync(context, held, "access_denied", "The citizen did not log in.");
    }

    private static async Task<OAuthParameters?> ReadAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return (await OAuthForm.ReadAsync(context)).Try(out var form, out _) ? form : null;
        }

        return OAuthParameters.TryRead(context.Request.Query, out var query, out _) ? query : null;
    }

    private async Task GoOnAsync(HttpContext context, Held<OngoingAuthorization> held, CitizenSession? session)
    {
        var request = held.Content.Request;
        if (session is null || MustLogIn(held.Content, session))
        {
            await LogInAsync(context, held);
        }
        else if (IsSomebodyElse(request, session))
        {
            await RefuseAsync(context, held, "login_required", "Another person logged in than the one who is meant.");
        }
        else if (request.AuthorizationDetails is null)
        {
            var address = await completion.GrantAsync(held, session, details: null, explicitRequestId: null, context.RequestAborted);
            await LeaveAsync(context, address);
        }
        else if (request.MustNotInteract)
        {
            await RefuseAsync(context, held, "interaction_required", "The citizen must decide on the explicit request.");
        }
        else if (await ongoing.TryAwaitDecisionAsync(held, session.Id, context.RequestAborted))
        {
            OAuthResponse.Redirect(context, PortalPath.ExplicitRequestOf(held.Handle));
        }
        else
        {
            await ShowErrorAsync(context, ProtocolError.Expired);
        }
    }

    private bool MustLogIn(OngoingAuthorization authorization, CitizenSession session)
    {
        var request = authorization.Request;
        if (session.Person.LevelOfAssurance < request.MinimumLevel)
        {
            return true;
        }

        return !authorization.IsFresh(session) && (request.MustLogIn || IsOlderThan(request.MaxAge, session) || IsSomebodyElse(request, session));
    }

    /// <remarks>Zero asks for a log-in in any case.</remarks>
    private bool IsOlderThan(TimeSpan? maxAge, CitizenSession session) =>
        maxAge == TimeSpan.Zero || clock.GetUtcNow() - session.Person.AuthenticatedAt > maxAge;

    private bool IsSomebodyElse(AuthorizationRequest request, CitizenSession session) =>
        request.ExpectedSubject is { } expected
        && clients.Find(request.ClientId) is { } client
        && subjects.Of(session.Person, client) != expected;

    private async Task LogInAsync(HttpContext context, Held<OngoingAuthorization> held)
    {
        var request = held.Content.Request;
        if (request.MustNotInteract)
        {
            await RefuseAsync(context, held, "login_required", "The citizen must log in.");
            return;
        }

        var purpose = new LoginPurpose($"{ResumePath}?id={held.Handle}", $"{CancelPath}?id={held.Handle}", request.MinimumLevel, request.ClientId);
        OAuthResponse.Redirect(context, await logins.BeginAsync(context, purpose));
    }

    private async Task RefuseAsync(HttpContext context, Held<OngoingAuthorization> held, string error, string description) =>
        await LeaveAsync(context, await completion.RefuseAsync(held, error, description, context.RequestAborted));

    private Task LeaveAsync(HttpContext context, string? address)
    {
        if (address is null)
        {
            return ShowErrorAsync(context, ProtocolError.Expired);
        }

        OAuthResponse.Redirect(context, address);
        return Task.CompletedTask;
    }

    private Task ShowErrorAsync(HttpContext context, ProtocolError error)
    {
        logger.AuthorizationRefused(error);
        OAuthResponse.ForbidCaching(context);
        return pages.Error(context, error).ExecuteAsync(context);
    }
}
