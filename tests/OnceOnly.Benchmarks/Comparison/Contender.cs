// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Benchmarks.Load;

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>A server, or one way of calling it, that takes part.</summary>
/// <param name="Name">First column of the table.</param>
/// <param name="Generator">Loads the server.</param>
/// <param name="PrepareAsync">Called before each round, outside the measured time: gives the source of its calls.</param>
internal sealed record Contender(
    string Name, LoadGenerator Generator, Func<CancellationToken, Task<Func<PreparedCall?>>> PrepareAsync)
{
    /// <summary>One that needs nothing but the same call again and again.</summary>
    public static Contender Of(string name, LoadGenerator generator, PreparedCall call) =>
        new(name, generator, _ => Task.FromResult<Func<PreparedCall?>>(() => call));
}
