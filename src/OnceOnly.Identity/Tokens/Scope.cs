// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.Clients;

namespace OnceOnly.Identity.Tokens;

/// <summary>The scopes there are. Unknown ones are ignored (RFC 6749 §3.3); the answer says what was granted.</summary>
public static class Scope
{
    /// <summary>Log-in.</summary>
    public const string OpenId = "openid";

    /// <summary>What the configuration lets the e-service know of the person.</summary>
    public const string Profile = "profile";

    /// <summary>Refresh tokens, for clients that may have them.</summary>
    public const string OfflineAccess = "offline_access";

    /// <summary>Look up which evidence there is, as an e-service without a citizen (client credentials).</summary>
    public const string EvidenceFind = "evidence:find";

    internal static IReadOnlyList<string> ForCitizens(IEnumerable<string> requested, Client client) =>
    [
        .. requested.Where(scope => scope is OpenId or Profile || (scope == OfflineAccess && client.AllowRefresh)).Distinct(StringComparer.Ordinal),
    ];
}
