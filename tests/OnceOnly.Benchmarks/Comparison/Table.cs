// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Benchmarks.Comparison;

/// <summary>The comparison as text.</summary>
internal static class Table
{
    public static void Print(TextWriter output, IReadOnlyList<Contender> contenders, Results results)
    {
        foreach (var concurrency in Concurrency.Compared)
        {
            var first = results.Of(contenders[0], concurrency);
            Line(output, $"{concurrency.Calls} open at a time");
            Line(output, $"  {"",-34}{"calls/s",10}{"p50 ms",9}{"p99 ms",9}{"CPU µs",9}{"failed",8}{"rate ratio",12}{"CPU ratio",11}");
            foreach (var contender in contenders)
            {
                var row = results.Of(contender, concurrency);
                var rate = first.PerSecond / row.PerSecond;
                var cpu = first.ServerTime / row.ServerTime;
                Line(
                    output,
                    $"  {contender.Name,-34}{row.PerSecond,10:N0}{row.Median.TotalMilliseconds,9:F2}{row.Percentile99.TotalMilliseconds,9:F2}"
                    + $"{row.ServerTime.TotalMicroseconds,9:F0}{row.Failures,8:N0}{rate,12:F2}{cpu,11:F2}");
            }

            output.WriteLine();
        }
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(TextWriter output, string text) => output.WriteLine(text);
}
