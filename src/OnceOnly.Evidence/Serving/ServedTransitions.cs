// SPDX-License-Identifier: EUPL-1.2

using static OnceOnly.Evidence.Serving.ServedRequestState;

namespace OnceOnly.Evidence.Serving;

/// <summary>The one table of what may follow what on the provider's side. See docs/exchange.md for who moves it.</summary>
public static class ServedTransitions
{
    private static readonly HashSet<(ServedRequestState? From, ServedRequestState To)> Table =
    [
        (null, Received),
        (Received, Received), // the request that waits for the decision came
        (Received, Matched),
        (Received, Decided), // nobody came in time
        (Received, Expired),
        (Matched, Matched), // the same, or the registry is asked again
        (Matched, Previewing),
        (Matched, Decided), // no evidence, or a law dispenses with the preview
        (Matched, Expired),
        (Previewing, Previewing), // the request that waits came
        (Previewing, Decided),
        (Previewing, Expired),
        (Decided, Decided), // the same
        (Decided, Answered),
        (Decided, Expired),
    ];

    /// <param name="from">Null for a new one.</param>
    /// <param name="to">State after.</param>
    public static bool Allows(ServedRequestState? from, ServedRequestState to) => Table.Contains((from, to));
}
