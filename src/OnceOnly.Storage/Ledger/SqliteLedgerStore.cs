// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Tree;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Ledger;

/// <summary>The ledger in SQLite. The order of entries is that of their commits, because there is one writer.</summary>
internal sealed class SqliteLedgerStore([FromKeyedServices(SqliteDatabaseName.State)] SqliteDatabase database) : ILedgerStore
{
    public ValueTask<IReadOnlyList<StoredRecord>> SequenceAsync(long from, int most, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT id, person, body, sealed FROM ledger_entry WHERE id > $from ORDER BY id LIMIT $most")
            .With("$from", from)
            .With("$most", most)
            .All(Map)));

    public ValueTask<IReadOnlyList<StoredRecord>> FindAsync(
        IReadOnlyList<string> aliases, int skip, int take, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("""
                SELECT id, person, body, sealed FROM ledger_entry WHERE person IN (SELECT value FROM json_each($aliases))
                ORDER BY id DESC LIMIT $take OFFSET $skip
                """)
            .With("$aliases", JsonSerializer.Serialize(aliases))
            .With("$skip", skip)
            .With("$take", take)
            .All(Map)));

    public ValueTask<long> SizeAsync(CancellationToken cancellationToken) =>
        new(database.Read(session => session.Statement("SELECT size FROM ledger_tree").One(row => row.GetInt64(0))));

    public ValueTask<long> SignedSizeAsync(CancellationToken cancellationToken) =>
        new(database.Read(session => session.Statement("SELECT signed FROM ledger_tree").One(row => row.GetInt64(0))));

    public Task SetSignedSizeAsync(long size, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Statement("UPDATE ledger_tree SET signed = $size").With("$size", size).Execute(), cancellationToken);

    public ValueTask<LedgerTile?> FindTileAsync(int level, long number, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT hashes FROM ledger_tile WHERE level = $level AND number = $number")
            .With("$level", level)
            .With("$number", number)
            .One(row => new LedgerTile(level, number, row.GetFieldValue<byte[]>(0)))));

    public Task<bool> TryGrowAsync(long expectedSize, long newSize, IReadOnlyList<LedgerTile> tiles, CancellationToken cancellationToken) =>
        database.TryWriteAsync(session => TryGrow(session, expectedSize, newSize, tiles), cancellationToken);

    private static bool TryGrow(SqliteSession session, long expectedSize, long newSize, IReadOnlyList<LedgerTile> tiles)
    {
        var grown = session.Statement("UPDATE ledger_tree SET size = $new WHERE size = $expected")
            .With("$new", newSize)
            .With("$expected", expectedSize)
            .Execute();
        foreach (var tile in tiles)
        {
            session
                .Statement("""
                    INSERT INTO ledger_tile (level, number, hashes) VALUES ($level, $number, $hashes)
                    ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
                    """)
                .With("$level", tile.Level)
                .With("$number", tile.Number)
                .With("$hashes", tile.Hashes)
                .Execute();
        }

        return grown == 1;
    }

    private static StoredRecord Map(SqliteDataReader row) =>
        new(row.GetInt64(0) - 1, row.Text(1), row.GetFieldValue<byte[]>(2), row.Bytes(3));
}
