// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;
using OnceOnly.Testing.Balancers;
using OnceOnly.Testing.Caches;
using OnceOnly.Testing.Databases;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>Two gateways on one PostgreSQL and one Redis behind HAProxy, and the pilot world around them.</summary>
internal sealed class TwoGateways : IAsyncDisposable
{
    public const string DatabaseName = "onceonly";

    private readonly DirectoryInfo _folder;
    private TwoGateways(DirectoryInfo folder, PilotWorld pilot, PostgresServer postgres, RedisServer redis, HaProxy balancer, IReadOnlyList<GatewayInstance> gateways)
    {
        _folder = folder;
        Pilot = pilot;
        Postgres = postgres;
        Redis = redis;
        Balancer = balancer;
        Gateways = gateways;
    }

    public PilotWorld Pilot { get; }

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    public IReadOnlyList<GatewayInstance> Gateways { get; }

    public HaProxy Balancer { get; }

    /// <summary>Documents that e-services fetch.</summary>
    public string Documents => Path.Combine(_folder.FullName, "documents");

    /// <summary>Connection string of the gateways' database.</summary>
    public string Database => Postgres.ConnectionString(DatabaseName);

    /// <summary>Starts everything, or skips the test where a counterpart is missing.</summary>
    /// <param name="database">How PostgreSQL is to be.</param>
    /// <param name="settings">Settings of the gateways that win over the pilot's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TwoGateways> StartAsync(
        PostgresServerOptions database, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-machines-");
        var made = new Stack<IAsyncDisposable>();
        try
        {
            var postgres = Made(await PostgresServer.StartAsync(database, cancellationToken));
            var redis = Made(await RedisServer.StartAsync(cancellationToken));
            var pilot = Made(await PilotWorld.StartAsync(
                new PilotWorldOptions
                {
                    Addresses = PilotAddresses.Free(),
                    DataFolder = folder.FullName,
                    CertificatesFolder = DevelopmentCertificateFolder.Default,
                    GatewaySettings = settings,
                    StartsGateways = false,
                },
                cancellationToken));
            var shared = Path.Combine(folder.FullName, "shared");
            string[] state =
            [
                $"--Storage:Postgres:MasterKeyFile={Path.Combine(shared, "master.key")}",
                $"--Storage:Postgres:CheckpointKeyFile={Path.Combine(shared, "checkpoint.key.pem")}",
                $"--Storage:Postgres:ConnectionString={await postgres.CreateDatabaseAsync(DatabaseName, cancellationToken)}",
                $"--Storage:Redis:Endpoint={redis.ConnectionString}",
                "--RateLimits:PagesPerMinute=0",
                "--RateLimits:ApiPerMinute=0",
            ];
            GatewayInstance[] gateways = [Gateway("first"), Gateway("second")];
            var at = pilot.Addresses;
            HaProxyDoor[] doors = [Door(at.Gateway, 0), Door(at.GatewayMutualTls, 1), Door(at.GatewayDocuments, 2)];
            if (settings.TryGetValue("Listeners:EDelivery:Origin", out var accessPoint))
            {
                doors = [.. doors, Door(new Uri(accessPoint!), GatewayInstance.AccessPoint)];
            }

            var balancer = Made(await HaProxy.StartAsync(doors, cancellationToken));

            // Both at once, on an empty database.
            await Task.WhenAll(gateways.Select(gateway => gateway.StartAsync(cancellationToken)));
            return new TwoGateways(folder, pilot, postgres, redis, balancer, gateways);

            GatewayInstance Gateway(string name) => Made(new GatewayInstance(pilot, Path.Combine(folder.FullName, name), state));

            HaProxyDoor Door(Uri address, int door) => new(address.Port, [.. gateways.Select(gateway => gateway.Behind(door))]);
        }
        catch
        {
            while (made.TryPop(out var thing))
            {
                await thing.DisposeAsync();
            }

            folder.Delete(recursive: true);
            throw;
        }

        T Made<T>(T thing)
            where T : IAsyncDisposable
        {
            made.Push(thing);
            return thing;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        foreach (var gateway in Gateways)
        {
            await gateway.DisposeAsync();
        }

        await Pilot.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
