// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.State;

/// <summary>What became of a change.</summary>
public enum CommitOutcome
{
    Committed,

    /// <summary>Something was changed, added or used in the meantime; nothing was written. Read again and decide again.</summary>
    Conflict,
}
