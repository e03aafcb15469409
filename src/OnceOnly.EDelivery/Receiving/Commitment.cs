// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>What an inbox says of a message it is given.</summary>
public enum Commitment
{
    /// <summary>It is new, and now stored.</summary>
    Stored,

    /// <summary>It was stored before.</summary>
    Repeated,

    /// <summary>Another message with its identifier was stored before.</summary>
    Conflicting,
}
