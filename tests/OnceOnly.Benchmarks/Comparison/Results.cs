// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Benchmarks.Load;

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>All rounds; what is asked for is the median of them.</summary>
internal sealed class Results
{
    private readonly Dictionary<(Contender, Concurrency), List<LoadResult>> _rounds = [];

    public void Add(Contender contender, Concurrency concurrency, LoadResult result)
    {
        if (!_rounds.TryGetValue((contender, concurrency), out var list))
        {
            _rounds.Add((contender, concurrency), list = []);
        }

        list.Add(result);
    }

    /// <summary>Each figure's own median; failures are those of all rounds together.</summary>
    public LoadResult Of(Contender contender, Concurrency concurrency)
    {
        var rounds = _rounds[(contender, concurrency)];
        return new LoadResult(
            Median(rounds.Select(round => round.PerSecond)),
            Median(rounds.Select(round => round.Median)),
            Median(rounds.Select(round => round.Percentile99)),
            rounds.Sum(round => round.Failures),
            Median(rounds.Select(round => round.ServerTime)));
    }

    private static T Median<T>(IEnumerable<T> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
