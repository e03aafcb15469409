// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Serving;

/// <summary>States of a request that came in from another Member State.</summary>
public enum ServedRequestState
{
    /// <summary>Kept; the person has not come yet.</summary>
    Received,

    /// <summary>The person is the one asked about; the registry is being asked.</summary>
    Matched,

    /// <summary>The evidence is here, in front of the person.</summary>
    Previewing,

    /// <summary>It is clear what the answer will say; it may still wait for the request it answers.</summary>
    Decided,

    /// <summary>The answer is written and will leave.</summary>
    Answered,

    /// <summary>Nobody came, and nobody waits for an answer.</summary>
    Expired,
}
