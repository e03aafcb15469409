// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using OnceOnly.Benchmarks.Servers;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.Benchmarks.Borders;

/// <summary>An exchange with another Member State beside one at home, both where a law dispenses with the preview.</summary>
internal sealed class BorderBenchmark(DeveloperDesk desk, ProcessFigures[] gateways, string folder)
{
    private const int Fewest = 8;
    private const string Lookup = "Registries:Providers:population-register:Evidence:population-extract:Lookup:";

    private static readonly int[] Concurrency = [1, 8, 64];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly (string Name, OfferedProcedure Procedure)[] Kinds =
    [
        ("at home", PilotEServices.ShellMutualTls.Find("study")!),
        ("across the border", PilotEServices.ShellMutualTls.Find("moving")!),
    ];

    public static async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-benchmarks-");
        try
        {
            await using var world = await PilotWorld.StartAsync(Options(folder.FullName), cancellationToken);
            await using var finland = await world.StartFinlandAsync(Tell, cancellationToken);
            await using var greece = await world.StartGatewayAsync(Tell, cancellationToken);
            using var desk = DeveloperDesk.WithMutualTls(world, TimeProvider.System);
            ProcessFigures[] gateways = [new(greece.Process), new(finland.Process)];
            await new BorderBenchmark(desk, gateways, folder.FullName).MeasureAsync(arguments.Rounds, output, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Tell(string line) => Console.Error.WriteLine("gateway: " + line);

    private static PilotWorldOptions Options(string folder) => new()
    {
        Addresses = PilotAddresses.Free(),
        DataFolder = folder,
        CertificatesFolder = DevelopmentCertificateFolder.Default,
        CrossesBorders = true,
        StartsGateways = false,
        GatewaySettings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // All calls and citizens come from one address, which would be refused for that.
            ["RateLimits:ApiPerMinute"] = "0",
            ["RateLimits:PagesPerMinute"] = "0",
            ["Registries:Providers:civil-registry:Evidence:birth-certificate:Preview"] = "false",
            ["Registries:Providers:civil-registry:Evidence:birth-certificate:PreviewWaivedBy"] = "Pilot Act on Benchmarks, Article 1",
            ["Oots:Requesting:WithoutPreview:0:Procedure"] = Kinds[1].Procedure.Procedure,
            ["Oots:Requesting:WithoutPreview:0:EvidenceType"] = "*",
            ["Oots:Requesting:WithoutPreview:0:WaivedBy"] = "Pilot Act on Benchmarks, Article 1",
        },
        FinlandSettings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RateLimits:PagesPerMinute"] = "0",
            ["Oots:Providing:DataServices:population-extract:WithoutPreview:0"] = "AP_EL_01",

            // The pilot's identifiers are too short to be sent abroad, and without a log-in there nobody else brings one: born when, and called what, decides.
            [Lookup + "Path"] = "/persons?identifier=FI%2FFI%2F2002&born={subject.dateOfBirth}",
            [Lookup + "Subject:0:At"] = "/born",
            [Lookup + "Subject:0:IsOneOf:0"] = "subject.dateOfBirth",
        },
    };

    private async Task MeasureAsync(int rounds, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            From the e-service's request to its acknowledgement of the documents. Log-in and explicit request are done before. CPU is of both gateways.
            {Environment.ProcessorCount} cores, {rounds} interleaved rounds; medians of the exchanges, and of the rounds' rates.

            """));
        foreach (var kind in Kinds)
        {
            await TurnAsync(kind.Procedure, Concurrency[1], cancellationToken);
        }

        await output.WriteLineAsync("                        at once     p50 ms   exchanges/s   CPU ms each");
        foreach (var atOnce in Concurrency)
        {
            var turns = Kinds.Select(_ => new List<Turn>()).ToArray();
            for (var round = 0; round < rounds; round++)
            {
                for (var index = 0; index < Kinds.Length; index++)
                {
                    turns[index].Add(await TurnAsync(Kinds[index].Procedure, atOnce, cancellationToken));
                }
            }

            foreach (var (kind, measured) in Kinds.Zip(turns))
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {kind.Name,-20} {atOnce,8} {Median(measured.SelectMany(turn => turn.Times)),10:0.0} {Median(measured.Select(turn => turn.Rate)),13:0.0} {Median(measured.Select(turn => turn.Cpu)),13:0.0}"));
            }
        }
    }

    private async Task<Turn> TurnAsync(OfferedProcedure procedure, int atOnce, CancellationToken cancellationToken)
    {
        var cases = new Queue<DeskCase>();
        while (cases.Count < Math.Max(Fewest, atOnce))
        {
            cases.Enqueue(await desk.OpenAsync(PilotPersonas.Sean, procedure, cancellationToken));
        }

        var (times, count) = (new List<double>(), cases.Count);
        var before = Cpu();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync()));
        var elapsed = watch.Elapsed;
        return new Turn(times, count / elapsed.TotalSeconds, (Cpu() - before).TotalMilliseconds / count);

        async Task WorkAsync()
        {
            while (true)
            {
                DeskCase? next;
                lock (cases)
                {
                    if (!cases.TryDequeue(out next))
                    {
                        return;
                    }
                }

                using (next)
                {
                    var started = Stopwatch.GetTimestamp();
                    await ExchangeAsync(next, procedure.Key, cancellationToken);
                    lock (times)
                    {
                        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                }
            }
        }
    }

    private async Task ExchangeAsync(DeskCase application, string procedure, CancellationToken cancellationToken)
    {
        var exchange = await application.RequestAsync(cancellationToken);
        exchange = exchange.IsAtRest ? exchange : await application.WaitAsync(exchange.Id, Patience, cancellationToken);
        if (!exchange.IsReady || exchange.ServedFromCopy)
        {
            throw new InvalidOperationException($"An exchange of {procedure} is {exchange.State} ({exchange.Error?.Code}).");
        }

        var store = new StoredDocuments(Path.Combine(folder, "documents", exchange.Id));
        await application.FetchAsync(exchange, store, cancellationToken);
        await application.AcknowledgeAsync(exchange.Id, store, cancellationToken);
    }

    private TimeSpan Cpu() => gateways.Aggregate(TimeSpan.Zero, (sum, gateway) => sum + gateway.ProcessorTime);

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }

    private sealed record Turn(List<double> Times, double Rate, double Cpu);
}
