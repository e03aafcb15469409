// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Benchmarks.Load;
using OnceOnly.Benchmarks.Servers;

namespace OnceOnly.Benchmarks.Evidence;

/// <summary>50 MB of evidence: how fast it arrives, and how much memory the gateway takes meanwhile.</summary>
internal static class LargeEvidence
{
    private const double Mega = 1_000_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task MeasureAsync(
        TextWriter output, StoredEvidence evidence, LoadGenerator generator, ProcessFigures gateway, TimeSpan duration, CancellationToken cancellationToken)
    {
        var calls = await evidence.RepeatAsync(cancellationToken);
        var shape = await generator.ProbeAsync(calls, cancellationToken);
        foreach (var callers in new[] { 1, 4 })
        {
            await generator.RunAsync(calls, shape, callers, 1, WarmUp, cancellationToken);
            gateway.ForgetPeak();
            var before = gateway.Memory;
            var result = await generator.RunAsync(calls, shape, callers, 1, duration, cancellationToken);
            var growth = Math.Max(0, gateway.PeakMemory - before);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{evidence.Size / Mega:N0} MB of evidence, {callers} at a time: {result.PerSecond * evidence.Size / Mega,6:N0} MB/s, "
                + $"gateway's memory {before / Mega:N0} MB, at most {growth / Mega:N0} MB more meanwhile, {result.Failures} failed"));
        }
    }
}
