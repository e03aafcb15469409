// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Logins;

/// <summary>Why a log-in did not work, as far as the citizen should know; each has one sentence in the portal.</summary>
public enum LoginFailure
{
    /// <summary>The citizen stopped at the eID.</summary>
    Cancelled,

    /// <summary>The eID says that it could not authenticate the person.</summary>
    NotAuthenticated,

    /// <summary>The level reached is lower than needed.</summary>
    LevelTooLow,

    /// <summary>The answer came too late, twice, or to another browser.</summary>
    Expired,

    /// <summary>The answer cannot be trusted; the operator's log has the rule.</summary>
    Rejected,

    /// <summary>The eID cannot be reached or is not configured right.</summary>
    Unavailable,
}
