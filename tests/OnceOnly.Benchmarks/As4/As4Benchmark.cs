// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace OnceOnly.Benchmarks.As4;

/// <summary>Messages sent, received and acknowledged, beside the bare cryptography they cannot avoid.</summary>
internal static class As4Benchmark
{
    private static readonly int[] Sizes = [4 * 1024, 5 * 1024 * 1024];
    private static readonly int[] Concurrency = [1, 8, 64];

    // The compiler works on what runs often for some seconds, and its time would count as ours. Most at once comes first: it has most done in the time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(int rounds, TimeSpan duration, TextWriter output)
    {
        using var correspondents = new Correspondents();
        var alone = new MessagesAlone(correspondents);
        await using var transport = await BareTransport.StartAsync(correspondents);
        await using var exchange = await Exchange.StartAsync(correspondents);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            One message with one incompressible part, and its receipt: submitted, stored, sent over HTTPS on loopback, opened, stored,
            delivered, acknowledged. "Messages alone" leaves out transport and stores. Both sides in one process, {Environment.ProcessorCount} cores. Median of {rounds} interleaved rounds of {duration.TotalSeconds} s.
            CPU is of the whole process, a message; the ratio is of CPU to that of the bare cryptography, one at a time. The floor is that
            cryptography with as many octets sent over the same HTTPS and forced to disk on both sides, and nothing else, with as many at once.

            """));
        foreach (var size in Sizes)
        {
            var payload = RandomNumberGenerator.GetBytes(size);
            var bare = new BareCryptography(correspondents, payload);
            var contenders = new List<(string Name, int AtOnce, Func<Task> Run)>
            {
                ("bare cryptography", 1, () =>
                {
                    bare.Run();
                    return Task.CompletedTask;
                }),
            };
            contenders.Add(("messages alone", 1, () =>
            {
                alone.Run(payload);
                return Task.CompletedTask;
            }));
            foreach (var atOnce in Concurrency)
            {
                contenders.Add(($"floor, {atOnce} at once", atOnce, () => transport.SendAsync(bare, payload, atOnce)));
                contenders.Add(($"AS4, {atOnce} at once", atOnce, () => exchange.SendAsync(payload, atOnce)));
            }

            var results = contenders.Select(_ => new List<(double Rate, double Cpu)>()).ToList();
            foreach (var contender in Enumerable.Reverse(contenders))
            {
                await MeasureAsync(contender.Run, contender.AtOnce, WarmUp);
            }

            for (var round = 0; round < rounds; round++)
            {
                for (var index = 0; index < contenders.Count; index++)
                {
                    results[index].Add(await MeasureAsync(contenders[index].Run, contenders[index].AtOnce, duration));
                }
            }

            await output.WriteLineAsync($"payload {size / 1024} KiB              messages/s    CPU ms    ratio  to floor");
            var medians = results.ConvertAll(result => (Rate: Median(result.Select(measured => measured.Rate)), Cpu: Median(result.Select(measured => measured.Cpu))));
            for (var index = 0; index < contenders.Count; index++)
            {
                // Each floor stands above what is compared with it.
                var toFloor = contenders[index].Name.StartsWith("AS4", StringComparison.Ordinal) ? medians[index].Cpu / medians[index - 1].Cpu : double.NaN;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {contenders[index].Name,-24} {medians[index].Rate,12:0.0} {medians[index].Cpu * 1000,9:0.00} {medians[index].Cpu / medians[0].Cpu,8:0.00} {(double.IsNaN(toFloor) ? "" : toFloor.ToString("0.00", CultureInfo.InvariantCulture)),9}"));
            }
        }
    }

    private static async Task<(double Rate, double Cpu)> MeasureAsync(Func<Task> run, int messages, TimeSpan duration)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < duration)
        {
            await run();
            count += messages;
        }

        process.Refresh();
        return (count / watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds / count);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
