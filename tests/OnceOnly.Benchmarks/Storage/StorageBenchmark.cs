// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using OnceOnly.Benchmarks.Comparison;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>SQLite beside PostgreSQL: what an exchange and a ledger entry cost, with little and with much stored already.</summary>
internal static class StorageBenchmark
{
    private const int Little = 1000;
    private const int Waiting = 10_000;
    private const int ManyExchanges = 16;
    private const int ManyEntries = 128;

    public static async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-benchmarks-");
        try
        {
            await using var sqlite = new SqliteEngine(folder.FullName);
            await using var postgres = await PostgresEngine.StartAsync(folder.FullName, cancellationToken);
            var places = new List<Place>();
            try
            {
                foreach (var engine in (IEngine[])[sqlite, postgres])
                {
                    foreach (var stored in (int[])[Little, arguments.Stored])
                    {
                        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{engine.Name}: storing {stored:N0}"));
                        places.Add(await Place.CreateAsync(engine, stored, cancellationToken));
                    }
                }

                await CompareAsync(places, arguments, output, cancellationToken);
            }
            finally
            {
                foreach (var place in places)
                {
                    await place.DisposeAsync();
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(List<Place> places, Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(Header("exchanges", ManyExchanges));
        await MeasureAsync(places, place => place.ExchangeAsync, ManyExchanges, arguments, output, cancellationToken);
        await output.WriteLineAsync(Header("ledger entries", ManyEntries));
        await MeasureAsync(places, place => place.AppendAsync, ManyEntries, arguments, output, cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| engine | already stored | sequencer: entries/s, {Waiting:N0} waiting | ms, one waiting | bytes an exchange | bytes an entry |\n|---|---|---|---|---|---|"));
        foreach (var place in places)
        {
            await output.WriteLineAsync(place.Title + await SequenceAsync(place, arguments, cancellationToken));
        }
    }

    private static string Header(string what, int many) => string.Create(
        CultureInfo.InvariantCulture,
        $"| engine | already stored | 1 at a time: p50 ms | {what}/s | {many} at a time: {what}/s | p50 ms | p99 ms | CPU each, µs |\n|---|---|---|---|---|---|---|---|");

    private static async Task MeasureAsync(
        List<Place> places, Func<Place, Func<CancellationToken, Task>> act, int many, Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var (alone, together) = (places.ToDictionary(place => place, _ => new List<RepetitionFigures>()), places.ToDictionary(place => place, _ => new List<RepetitionFigures>()));

        // One round more than asked for, the first of which warms up. What else the machine does meets all alike.
        for (var round = 0; round <= arguments.Rounds; round++)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"round {round} of {arguments.Rounds}"));
            foreach (var place in places)
            {
                var repetition = new Repetition(place.Title, act(place));
                alone[place].Add(await repetition.RunAsync(1, arguments.Duration, cancellationToken));
                together[place].Add(await repetition.RunAsync(many, arguments.Duration, cancellationToken));
            }
        }

        foreach (var place in places)
        {
            var (one, all) = (alone[place].Skip(1).ToArray(), together[place].Skip(1).ToArray());
            await output.WriteLineAsync(place.Title + string.Create(
                CultureInfo.InvariantCulture,
                $"| {Median(one, figures => figures.Median.TotalMilliseconds):F2} | {Median(one, figures => figures.PerSecond):N0} | {Median(all, figures => figures.PerSecond):N0} "
                + $"| {Median(all, figures => figures.Median.TotalMilliseconds):F1} | {Median(all, figures => figures.Percentile99.TotalMilliseconds):F1} "
                + $"| {Median(all, figures => figures.ProcessorTime.TotalMicroseconds):N0} |"));
        }

        await output.WriteLineAsync();
    }

    private static async Task<string> SequenceAsync(Place place, Arguments arguments, CancellationToken cancellationToken)
    {
        await place.QuietAsync(cancellationToken);
        var (rates, turns) = (new List<double>(), new List<double>());
        for (var round = 0; round < arguments.Rounds; round++)
        {
            await Parallel.ForAsync(0, Waiting, new ParallelOptions { MaxDegreeOfParallelism = ManyEntries, CancellationToken = cancellationToken }, async (_, stop) => await place.AppendAsync(stop));
            rates.Add(Waiting / await TimeAsync(place, cancellationToken));
            for (var turn = 0; turn < 5; turn++)
            {
                await place.AppendAsync(cancellationToken);
                turns.Add(await TimeAsync(place, cancellationToken));
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Median([.. rates], rate => rate):N0} | {Median([.. turns], turn => turn) * 1000:F1} | {place.Bytes.Exchange:N0} | {place.Bytes.Entry:N0} |");
    }

    private static async Task<double> TimeAsync(Place place, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await place.SequenceAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static double Median<T>(IReadOnlyList<T> all, Func<T, double> figure)
    {
        var sorted = all.Select(figure).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
