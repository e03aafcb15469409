// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Walk;

/// <summary>One step of a journey.</summary>
/// <param name="Name">What happens, as it is printed.</param>
/// <param name="Counted">What the counters must have moved by afterwards.</param>
/// <param name="RunAsync">Does it; throws when it does not go as it must.</param>
public sealed record WalkStep(string Name, Counters Counted, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>What the counters of the gateway in Finland must have moved by.</summary>
    public ServedCounters Served { get; init; }
}
