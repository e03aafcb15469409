// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger;
using OnceOnly.Storage.Postgres;
using OnceOnly.Storage.Sql;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Ledger;

/// <summary>A ledger opened only to look.</summary>
public sealed class StoredLedger : IAsyncDisposable
{
    private readonly ISqlDatabase _database;

    private StoredLedger(ISqlDatabase database)
    {
        _database = database;
        Store = new LedgerStore(database);
    }

    public ILedgerStore Store { get; }

    public static StoredLedger InFile(string file) => new(SqliteDatabase.OpenReadOnly(file));

    /// <param name="connectionString">In Npgsql's words. The right to read is enough.</param>
    public static StoredLedger InPostgres(string connectionString) => new(PostgresDatabase.OpenReadOnly(connectionString, DatabaseName.State));

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
