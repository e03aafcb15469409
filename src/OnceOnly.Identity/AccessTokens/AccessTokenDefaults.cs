// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.AccessTokens;

/// <summary>Names of the authentication scheme and its claims.</summary>
public static class AccessTokenDefaults
{
    public const string Scheme = "AccessToken";

    public const string ClientIdClaim = "client_id";

    public const string SubjectClaim = "sub";

    public const string ScopeClaim = "scope";

    public const string GrantIdClaim = "grant_id";

    public const string ExplicitRequestIdClaim = "explicit_request_id";
}
