// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.PushedRequests;

/// <param name="Request">What was asked.</param>
/// <param name="OpenUntil">Until then a browser may open (and reload) it; what was opened goes on for as long as an authorization lasts.</param>
internal sealed record PushedRequest(AuthorizationRequest Request, DateTimeOffset OpenUntil);
