// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Protection;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal;

/// <summary>A page for one person: without their session it sends them to log in and comes back.</summary>
internal abstract class CitizenPage(ICitizenSessions sessions, ILogins logins) : PageModel
{
    protected Task<CitizenSession?> FindSessionAsync() => sessions.FindAsync(HttpContext);

    /// <summary>The session, when it reaches the level; a weaker one is as good as none.</summary>
    protected async Task<CitizenSession?> FindSessionAsync(LevelOfAssurance level) =>
        await FindSessionAsync() is { } session && session.Person.LevelOfAssurance >= level ? session : null;

    protected Task EndSessionAsync() => sessions.EndAsync(HttpContext);

    /// <param name="level">Level to reach.</param>
    /// <param name="returnPath">Local path to come back to.</param>
    /// <param name="clientId">E-service on whose behalf.</param>
    protected async Task<IActionResult> LogInAsync(LevelOfAssurance level, string returnPath, string? clientId = null) =>
        LocalRedirect(await logins.BeginAsync(HttpContext, new LoginPurpose(returnPath, CancelPath: "/", level, clientId)));

    /// <summary>Leaves for an address outside that is registered for the e-service.</summary>
    protected StatusCodeResult LeaveFor(Uri address)
    {
        Response.Headers.Location = address.AbsoluteUri;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    protected void AllowFormTo(Uri address) => HttpContext.Features.Get<PagePolicy>()?.AllowFormTo(address);
}
