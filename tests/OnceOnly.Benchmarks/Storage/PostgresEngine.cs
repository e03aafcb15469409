// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Globalization;
using Npgsql;
using OnceOnly.Testing.Databases;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>A server of its own on this machine. Everything is durable; what is set is memory and how seldom it tidies its log.</summary>
internal sealed class PostgresEngine(PostgresServer server, string folder) : IEngine
{
    private static readonly PostgresServerOptions Options = new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["shared_buffers"] = "512MB", ["max_wal_size"] = "8GB", ["checkpoint_timeout"] = "30min" },
    };

    public string Name => "PostgreSQL";

    public string Bytes => "bytea";

    public string Arrivals => "ledger_arrival";

    public (string Before, string After) Filling => ("SET synchronous_commit = off", "VACUUM ANALYZE");

    public static async Task<PostgresEngine> StartAsync(string folder, CancellationToken cancellationToken) =>
        new(await PostgresServer.StartAsync(Options, cancellationToken), folder);

    public async Task<IReadOnlyDictionary<string, string?>> CreateAsync(string name, CancellationToken cancellationToken) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Postgres:Folder"] = Path.Combine(folder, "postgres", name),
        ["Postgres:ConnectionString"] = await server.CreateDatabaseAsync(name, cancellationToken),
    };

    public DbConnection Open(string name, string part)
    {
        var connection = new NpgsqlConnection($"{server.ConnectionString(name)};Pooling=False;Command Timeout=0;Search Path=onceonly_{part}");
        connection.Open();
        return connection;
    }

    public async Task<long> SizeAsync(string name, CancellationToken cancellationToken) =>
        long.Parse(await server.RunAsync($"SELECT pg_database_size('{name}')", cancellationToken), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
