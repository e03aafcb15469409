// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.State;

/// <summary>Outcome of using a single-use item.</summary>
public enum Consumption
{
    /// <summary>Unknown or expired.</summary>
    NotFound,

    /// <summary>This caller, and no other, used it.</summary>
    First,

    /// <summary>It was used before.</summary>
    Repeated,
}
