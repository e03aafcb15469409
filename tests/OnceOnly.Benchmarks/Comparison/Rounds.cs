// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Benchmarks.Load;

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>Everybody gets a turn in each round, so that what else the machine does meets all alike.</summary>
/// <param name="contenders">Who takes part.</param>
/// <param name="replySize">Bytes of a good reply, the same for all.</param>
internal sealed class Rounds(IReadOnlyList<Contender> contenders, int replySize)
{
    private static readonly TimeSpan WarmUpSlice = TimeSpan.FromSeconds(4);

    private const int MostSlices = 10;

    public async Task<Results> RunAsync(int rounds, TimeSpan duration, CancellationToken cancellationToken)
    {
        foreach (var contender in contenders)
        {
            await WarmUpAsync(contender, cancellationToken);
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

    // Until compilers have done their work: then calls have not become cheaper for a while.
    private async Task WarmUpAsync(Contender contender, CancellationToken cancellationToken)
    {
        var best = TimeSpan.MaxValue;
        var idle = 0;
        for (var slice = 1; slice <= MostSlices && idle < 2; slice++)
        {
            var now = (await TurnAsync(contender, Concurrency.Compared[^1], WarmUpSlice, cancellationToken)).ServerTime;
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"warm-up of {contender.Name}: {now.TotalMicroseconds:N0} µs a call"));
            idle = now > best * 0.95 ? idle + 1 : 0;
            best = now < best ? now : best;
        }
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
