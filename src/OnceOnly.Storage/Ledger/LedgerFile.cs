// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Ledger;

/// <summary>A ledger in a SQLite file, opened only to look.</summary>
public sealed class LedgerFile : IAsyncDisposable
{
    private readonly SqliteDatabase _database;

    public LedgerFile(string file)
    {
        _database = SqliteDatabase.OpenReadOnly(file);
        Store = new LedgerStore(_database);
    }

    public ILedgerStore Store { get; }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
