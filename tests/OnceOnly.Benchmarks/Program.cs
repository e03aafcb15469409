// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Benchmarks;
using OnceOnly.Benchmarks.As4;
using OnceOnly.Benchmarks.Borders;
using OnceOnly.Benchmarks.Caches;
using OnceOnly.Benchmarks.Saml;
using OnceOnly.Benchmarks.Servers;
using OnceOnly.Benchmarks.Storage;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

if (args is ["floor", var certificate, var key, var sizes])
{
    await FloorServer.RunAsync(certificate, key, sizes.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)));
    return 0;
}

var subject = args is ["as4" or "border" or "redis" or "storage" or "saml", ..] ? args[0] : "evidence";
if (Arguments.Parse(subject == "evidence" ? args : args[1..]) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};
switch (subject)
{
    case "as4":
        await As4Benchmark.RunAsync(arguments.Rounds, arguments.Duration, Console.Out);
        return 0;
    case "border":
        await BorderBenchmark.RunAsync(arguments, Console.Out, interrupted.Token);
        return 0;
    case "redis":
        await CacheBenchmark.RunAsync(arguments, Console.Out, interrupted.Token);
        return 0;
    case "storage":
        await StorageBenchmark.RunAsync(arguments, Console.Out, interrupted.Token);
        return 0;
    case "saml":
        await SamlBenchmark.RunAsync(arguments, Console.Out, interrupted.Token);
        return 0;
}

var folder = Directory.CreateTempSubdirectory("onceonly-benchmarks-");
try
{
    var options = new PilotWorldOptions
    {
        Addresses = PilotAddresses.Free(),
        DataFolder = folder.FullName,
        CertificatesFolder = DevelopmentCertificateFolder.Default,
        StartsGateways = false,

        // All calls come from one address, which would be refused for that.
        GatewaySettings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["RateLimits:ApiPerMinute"] = "0" },
    };
    await using var world = await PilotWorld.StartAsync(options, interrupted.Token);
    await using var gateway = await world.StartGatewayAsync(line => Console.Error.WriteLine("gateway: " + line), interrupted.Token);
    await new Benchmark(world, gateway, Path.Combine(folder.FullName, "documents")).RunAsync(arguments, Console.Out, interrupted.Token);
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}
