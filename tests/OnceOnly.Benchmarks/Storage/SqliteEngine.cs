// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using Microsoft.Data.Sqlite;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>Files in a folder.</summary>
internal sealed class SqliteEngine(string folder) : IEngine
{
    public string Name => "SQLite";

    public string Bytes => "BLOB";

    public string Arrivals => "ledger_entry";

    public (string Before, string After) Filling => ("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000", "PRAGMA wal_checkpoint(TRUNCATE)");

    public Task<IReadOnlyDictionary<string, string?>> CreateAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sqlite:Folder"] = Folder(name) });

    public DbConnection Open(string name, string part)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder(name), part + ".db")};Pooling=False;Default Timeout=600");
        connection.Open();
        return connection;
    }

    public Task<long> SizeAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(new FileInfo(Path.Combine(Folder(name), DatabaseName.State + ".db")).Length);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Folder(string name) => Path.Combine(folder, "sqlite", name);
}
