// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>How many calls are open at the same time.</summary>
/// <param name="Connections">Connections.</param>
/// <param name="Streams">Calls on each of them.</param>
internal sealed record Concurrency(int Connections, int Streams)
{
    public static IReadOnlyList<Concurrency> Compared { get; } = [new(1, 1), new(4, 16)];

    public int Calls => Connections * Streams;
}
