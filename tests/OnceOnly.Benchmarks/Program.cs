// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Benchmarks.Load;
using OnceOnly.Benchmarks.Servers;
using OnceOnly.Pilot.Certificates;

if (args is ["floor", var certificate, var key, var sizes])
{
    await FloorServer.RunAsync(certificate, key, sizes.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)));
    return;
}

var certs = await DevelopmentCertificateFolder.OpenAsync(DevelopmentCertificateFolder.Default, TimeProvider.System, default);
var handler = DevelopmentTrust.CreateHandler(certs);
await using var floor = await ServerProcess.StartAsync(Environment.ProcessPath!, ["floor", certs.GatewayTls.CertificatePath, certs.GatewayTls.KeyPath, "150,1024"], default);
await using var node = await ServerProcess.StartAsync("node", [Path.Combine(SolutionFolder.Find()!, "tests/peers/node/benchmark-echo.mjs"), certs.GatewayTls.CertificatePath, certs.GatewayTls.KeyPath, "150,1024"], default);
foreach (var round in Enumerable.Range(0, 3))
foreach (var (name, server, path) in new[] { ("floor", floor, "/onceonly.evidence.v1.EvidenceService/FetchEvidence"), ("node", node, "/onceonly.evidence.v1.EvidenceService/FetchEvidence"), ("node unary", node, "/benchmark/Unary") })
{
    var address = new Uri($"https://localhost:{server.Ready}");
    var generator = new LoadGenerator(address, () => new() { CertificateChainPolicy = handler.SslOptions.CertificateChainPolicy }, () => server.ProcessorTime);
    var call = new PreparedCall(address, path, [("authorization", new string('x', 1000))], new byte[40]);
    var shape = await generator.ProbeAsync(() => call, default);
    foreach (var (c, s) in new[] { (1, 1), (4, 16) })
    {
        var mine = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        var r = await generator.RunAsync(() => call, shape, c, s, TimeSpan.FromSeconds(3), default);
        Console.WriteLine($"{name} {c}x{s} {shape.Size} {shape.Trailers.Length} {r} mine {(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime-mine).TotalSeconds:f2}");
    }
}
