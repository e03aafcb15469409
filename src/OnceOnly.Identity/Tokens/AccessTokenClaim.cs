// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tokens;

/// <summary>Names in access tokens that are not registered elsewhere, and their <c>typ</c>.</summary>
internal static class AccessTokenClaim
{
    public const string TokenType = "at+jwt";
    public const string GrantId = "grant_id";
    public const string ExplicitRequestId = "explicit_request_id";
}
