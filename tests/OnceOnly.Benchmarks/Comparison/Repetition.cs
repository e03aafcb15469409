// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>Something done over and over.</summary>
/// <param name="Name">First column.</param>
/// <param name="Act">Does it once.</param>
internal sealed record Repetition(string Name, Func<CancellationToken, Task> Act)
{
    /// <summary>Does it for a while, so many at a time.</summary>
    public async Task<RepetitionFigures> RunAsync(int callers, TimeSpan duration, CancellationToken cancellationToken)
    {
        var process = Process.GetCurrentProcess();
        var processorTime = process.TotalProcessorTime;
        var begun = Stopwatch.GetTimestamp();
        var perCaller = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(begun, duration, cancellationToken), cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(begun);
        process.Refresh();
        var waits = perCaller.SelectMany(list => list).Order().ToArray();
        return new RepetitionFigures(
            waits.Length / elapsed.TotalSeconds,
            TimeSpan.FromTicks(waits[waits.Length / 2]),
            TimeSpan.FromTicks(waits[waits.Length * 99 / 100]),
            (process.TotalProcessorTime - processorTime) / waits.Length);
    }

    private async Task<List<long>> CallAsync(long begun, TimeSpan duration, CancellationToken cancellationToken)
    {
        var waits = new List<long>();
        while (Stopwatch.GetElapsedTime(begun) < duration)
        {
            var at = Stopwatch.GetTimestamp();
            await Act(cancellationToken);
            waits.Add(Stopwatch.GetElapsedTime(at).Ticks);
        }

        return waits;
    }
}

/// <param name="PerSecond">Times a second.</param>
/// <param name="Median">Half took no longer.</param>
/// <param name="Percentile99">99 of 100 took no longer.</param>
/// <param name="ProcessorTime">Of this process, each time.</param>
internal sealed record RepetitionFigures(double PerSecond, TimeSpan Median, TimeSpan Percentile99, TimeSpan ProcessorTime);
