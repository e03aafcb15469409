// SPDX-License-Identifier: EUPL-1.2

using static OnceOnly.Evidence.Exchanges.ExchangeState;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>The one table of what may follow what. See docs/exchange.md for who moves it.</summary>
public static class ExchangeTransitions
{
    private static readonly HashSet<(ExchangeState? From, ExchangeState To)> Table =
    [
        (null, Requested),
        (null, Available), // served from a copy
        (Requested, Requested), // asked again after a crash, or by the asker itself
        (Requested, PreviewRequired),
        (Requested, Available), // where a law dispenses with the preview
        (Requested, Unavailable),
        (Requested, Failed),
        (Requested, Expired),
        (PreviewRequired, Previewing),
        (PreviewRequired, Expired),
        (Previewing, Previewing), // opened again by a fresh link; or, previewed at the provider, asked again after a crash
        (Previewing, Available),
        (Previewing, Declined),
        (Previewing, Unavailable), // these two only where it is previewed at the provider
        (Previewing, Failed),
        (Previewing, Expired),
        (Available, Delivered),
        (Available, Expired),
        (Delivered, Acknowledged),
        (Delivered, Expired),
        (Unavailable, Requested),
        (Unavailable, Expired),
        (Failed, Requested), // only where the error allows to try again
    ];

    /// <param name="from">Null for a new exchange.</param>
    /// <param name="to">State after.</param>
    public static bool Allows(ExchangeState? from, ExchangeState to) => Table.Contains((from, to));
}
