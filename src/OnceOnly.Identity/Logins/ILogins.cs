// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;

namespace OnceOnly.Identity.Logins;

/// <summary>A log-in from the moment somebody needs one until the session stands. Bound to the browser by a cookie.</summary>
public interface ILogins
{
    /// <summary>Remembers why a log-in is needed and returns the portal path to send the browser to (<c>/login?id=…</c>).</summary>
    Task<string> BeginAsync(HttpContext context, LoginPurpose purpose);

    /// <summary>For the portal's log-in page: what was asked, or null when unknown, decided, forgotten or of another browser.</summary>
    Task<PendingLogin?> FindAsync(HttpContext context, string loginId);

    /// <summary>The citizen chose an eID.</summary>
    /// <returns>
    /// How the browser leaves; null when the log-in or option is unknown, or when the eID cannot be reached: then
    /// <see cref="PendingLogin.LastFailure"/> says so.
    /// </returns>
    Task<EidDeparture?> DepartAsync(HttpContext context, string loginId, string method, string optionId);

    /// <summary>Called by the eID plug-in: checks browser, single use and level, starts the session, and goes on to where the log-in was needed.</summary>
    Task<IResult> CompleteAsync(HttpContext context, string loginId, string method, AuthenticatedPerson person);

    /// <summary>
    /// Called by the eID plug-in: back to the log-in page, which says why in plain words; a citizen who cancelled goes back
    /// to where the log-in was needed, as with <see cref="CancelAsync"/>. A log-in that another answer has ended goes on as it did.
    /// </summary>
    /// <remarks>Other attempts at the same log-in stay good: that each has one answer is the plug-in's to see to.</remarks>
    Task<IResult> FailAsync(HttpContext context, string? loginId, LoginFailure failure);

    /// <summary>The citizen gives up on the log-in page: back to where it was needed, as a cancellation. A log-in that has succeeded meanwhile goes on.</summary>
    Task<IResult> CancelAsync(HttpContext context, string loginId);
}
