// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.PushedRequests;

namespace OnceOnly.Identity.Authorization;

/// <summary>An authorization request that a browser has opened. Opening it again makes another; one of them completes.</summary>
/// <param name="RequestHandle">The pushed request it completes.</param>
/// <param name="Request">What is asked.</param>
/// <param name="SessionAtStart">Session that the browser had when it came: a different one later is a fresh log-in.</param>
/// <param name="DecidedBySession">Session whose citizen is asked to decide, once the log-in is done.</param>
internal sealed record OngoingAuthorization(
    string RequestHandle,
    AuthorizationRequest Request,
    string? SessionAtStart,
    string? DecidedBySession = null);
