// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Errors;

/// <summary>Whether trying again helps.</summary>
public enum Retry
{
    Never,

    /// <summary>After <see cref="EvidenceError.RetryAfter"/>, or after a while when none is given.</summary>
    After,

    /// <summary>At once, after mending what the detail says.</summary>
    Now,
}
