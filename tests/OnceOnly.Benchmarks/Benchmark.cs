// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Benchmarks.Comparison;
using OnceOnly.Benchmarks.Evidence;
using OnceOnly.Benchmarks.Load;
using OnceOnly.Benchmarks.Servers;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.Benchmarks;

/// <summary>Evidence from the store over gRPC, side by side with servers that do nothing of the kind.</summary>
/// <param name="world">Around a gateway that runs in a process of its own.</param>
/// <param name="gateway">That process.</param>
/// <param name="folder">For documents that arrive.</param>
internal sealed class Benchmark(PilotWorld world, GatewayProcess gateway, string folder)
{
    private const int ProofsASecond = 4000;

    private readonly ProcessFigures _gateway = new(gateway.Process);

    public async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var byCertificate = DeveloperDesk.WithMutualTls(world, TimeProvider.System);
        using var byProof = DeveloperDesk.WithDPoP(world, TimeProvider.System);
        var address = PilotEServices.ShellMutualTls.Find("address")!;
        using var record = await StoredEvidence.ObtainAsync(byCertificate, PilotPersonas.Maria, address, folder, cancellationToken);
        using var provedRecord = await StoredEvidence.ObtainAsync(byProof, PilotPersonas.Maria, address, folder, cancellationToken);

        var sizes = string.Join(',', record.MessageSizes);
        var tls = world.Certificates.GatewayTls;
        await using var floor = await ServerProcess.StartAsync(
            "dotnet", [typeof(Benchmark).Assembly.Location, "floor", tls.CertificatePath, tls.KeyPath, sizes], cancellationToken);
        await using var echo = await ServerProcess.StartAsync(
            "node", [EchoProgram, tls.CertificatePath, tls.KeyPath, sizes], cancellationToken);

        var proofs = (int)(ProofsASecond * arguments.Duration.TotalSeconds);
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(world.Certificates));
        var byCertificateLoad = Load(byCertificate.Api, _gateway, world.Certificates.Client(PilotEServices.ShellMutualTls.ClientId).Certificate.Load());
        Contender[] contenders =
        [
            new("gateway, token bound by mTLS", byCertificateLoad, record.RepeatAsync),
            new("gateway, DPoP proof each call", Load(byProof.Api, _gateway), token => provedRecord.ProveAsync(http, proofs, token)),
            Bystander("bare Kestrel HTTP/2", floor, StoredEvidence.Method, record),
            Bystander("@grpc/grpc-js, stream of the same", echo, StoredEvidence.Method, record),
            Bystander("@grpc/grpc-js, unary", echo, "/benchmark/Unary", record),
        ];

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            One residence record ({record.Size} bytes; {record.ReplySize} on the wire before TLS) fetched over and over.
            The gateway checks token and binding, grant, live explicit request, client, offer and level, writes a ledger entry
            to disk, and decrypts. Median of {arguments.Rounds} interleaved rounds of {arguments.Duration.TotalSeconds} s; {Environment.ProcessorCount} cores for server and load together.
            CPU is the server's, a call. Ratios: the first row divided by this one, by calls a second and by CPU.

            """));
        var results = await new Rounds(contenders, record.ReplySize).RunAsync(arguments.Rounds, arguments.Duration, cancellationToken);
        Table.Print(output, contenders, results);

        using var certificate = await StoredEvidence.ObtainAsync(
            byCertificate, PilotPersonas.Hugo, PilotEServices.ShellMutualTls.Find("study")!, folder, cancellationToken);
        await LargeEvidence.MeasureAsync(output, certificate, byCertificateLoad, _gateway, arguments.Duration, cancellationToken);
    }

    private static string EchoProgram => Path.Combine(
        SolutionFolder.Find() ?? throw new InvalidOperationException("Run this from within the solution."), "tests", "peers", "node", "benchmark-echo.mjs");

    // Gets the very request that the gateway gets, so that every server reads the same.
    private Contender Bystander(string name, ServerProcess server, string method, StoredEvidence evidence)
    {
        var address = new Uri($"https://localhost:{server.Ready}");
        return Contender.Of(name, Load(address, server.Figures), evidence.CallTo(address, method));
    }

    private LoadGenerator Load(Uri address, ProcessFigures server, X509Certificate2? certificate = null)
    {
        var handler = DevelopmentTrust.CreateHandler(world.Certificates, certificate);
        return new LoadGenerator(
            address,
            () => new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = handler.SslOptions.CertificateChainPolicy,
                ClientCertificates = handler.SslOptions.ClientCertificates,
                AllowTlsResume = false,
            },
            () => server.ProcessorTime);
    }
}
