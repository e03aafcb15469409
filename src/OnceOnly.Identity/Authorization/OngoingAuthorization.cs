// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.PushedRequests;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Identity.Authorization;

/// <summary>An authorization request that a browser has opened. Opening it again makes another; one of them completes.</summary>
/// <param name="RequestHandle">The pushed request it completes.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Browser">Hash of the handle in the cookie of the browser; in any other it goes no further.</param>
/// <param name="OpenedAt">A session that started since, and is not <paramref name="SessionAtStart"/>, is a fresh log-in.</param>
/// <param name="SessionAtStart">Session that the browser had when it came.</param>
/// <param name="DecidedBySession">Session whose citizen is asked to decide, once the log-in is done.</param>
internal sealed record OngoingAuthorization(
    string RequestHandle,
    AuthorizationRequest Request,
    string Browser,
    DateTimeOffset OpenedAt,
    string? SessionAtStart,
    string? DecidedBySession = null)
{
    public bool IsFresh(CitizenSession session) => session.Id != SessionAtStart && session.StartedAt >= OpenedAt;
}
