// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Benchmarks.Load;

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>Everybody gets a turn in each round, so that what else the machine does meets all alike.</summary>
/// <param name="contenders">Who takes part.</param>
/// <param name="replySize">Bytes of a good reply, the same for all.</param>
internal sealed class Rounds(IReadOnlyList<Contender> contenders, int replySize)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    public async Task<Results> RunAsync(int rounds, TimeSpan duration, CancellationToken cancellationToken)
    {
        foreach (var contender in contenders)
        {
            await TurnAsync(contender, Concurrency.Compared[^1], WarmUp, cancellationToken);
        }

        var results = new Results();
        for (var round = 1; round <= rounds; round++)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}"));
            foreach (var concurrency in Concurrency.Compared)
            {
                foreach (var contender in contenders)
                {
                    results.Add(contender, concurrency, await TurnAsync(contender, concurrency, duration, cancellationToken));
                }
            }
        }

        return results;
    }

    private async Task<LoadResult> TurnAsync(
        Contender contender, Concurrency concurrency, TimeSpan duration, CancellationToken cancellationToken)
    {
        var calls = await contender.PrepareAsync(cancellationToken);
        var shape = await contender.Generator.ProbeAsync(calls, cancellationToken);
        if (shape.Size != replySize)
        {
            throw new InvalidOperationException($"{contender.Name} answers {shape.Size} bytes instead of {replySize}.");
        }

        return await contender.Generator.RunAsync(
            calls, shape, concurrency.Connections, concurrency.Streams, duration, cancellationToken);
    }
}
