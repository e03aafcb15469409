// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Ledger.Tree;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Ledger;

/// <summary>The ledger in SQL. The order of entries is that of their commits where there is one writer, else see <see cref="LedgerArrivals"/>.</summary>
internal sealed class LedgerStore([FromKeyedServices(DatabaseName.State)] ISqlDatabase database) : ILedgerStore
{
    private const int MostPlacedByReaders = 10_000;
    private const int MostCheckpoints = 500;

    private static readonly TimeSpan HandedOverFor = TimeSpan.FromDays(1);

    public async ValueTask<IReadOnlyList<StoredRecord>> SequenceAsync(long from, int most, CancellationToken cancellationToken)
    {
        await LedgerArrivals.PlaceAsync(database, most, cancellationToken);
        var select = new SqlStatement("SELECT id, person, body, sealed FROM ledger_entry WHERE id > @from ORDER BY id LIMIT @most")
            .With("@from", from)
            .With("@most", most);
        return await database.AllAsync(select, Map, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StoredRecord>> FindAsync(
        IReadOnlyList<string> aliases, int skip, int take, CancellationToken cancellationToken)
    {
        await LedgerArrivals.PlaceAsync(database, MostPlacedByReaders, cancellationToken);

        // By a sum, so that no engine looks through the whole ledger from its end for entries of these persons.
        var select = new SqlStatement("""
            SELECT id, person, body, sealed FROM ledger_entry WHERE person IN ({json texts of @aliases})
            ORDER BY id + 0 DESC LIMIT @take OFFSET @skip
            """)
            .With("@aliases", JsonSerializer.Serialize(aliases))
            .With("@skip", skip)
            .With("@take", take);
        return await database.AllAsync(select, Map, cancellationToken);
    }

    public ValueTask<long> SizeAsync(CancellationToken cancellationToken) =>
        database.OneAsync(new SqlStatement("SELECT size FROM ledger_tree"), row => row.GetInt64(0), cancellationToken);

    public ValueTask<long> SignedSizeAsync(CancellationToken cancellationToken) =>
        database.OneAsync(new SqlStatement("SELECT signed FROM ledger_tree"), row => row.GetInt64(0), cancellationToken);

    public Task SetSignedAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var (size, at) = (checkpoint.Checkpoint.Size, checkpoint.Checkpoint.At);
        var unit = new List<SqlStatement> { new SqlStatement("UPDATE ledger_tree SET signed = @size WHERE signed < @size").With("@size", size) };
        if (database.IsShared)
        {
            unit.Add(new SqlStatement("INSERT INTO ledger_checkpoint (size, note, signed_at) VALUES (@size, @note, @at) ON CONFLICT DO NOTHING")
                .With("@size", size)
                .With("@note", checkpoint.Text)
                .With("@at", at));

            // The newest stays: a new instance begins with it.
            unit.Add(new SqlStatement("DELETE FROM ledger_checkpoint WHERE signed_at < @before AND size < @size")
                .With("@before", at - HandedOverFor)
                .With("@size", size));
        }

        return database.TryAsync(unit, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> FindCheckpointsAfterAsync(long size, CancellationToken cancellationToken) => database.IsShared
        ? await database.AllAsync(
            new SqlStatement("SELECT note FROM ledger_checkpoint WHERE size > @size ORDER BY size LIMIT @most").With("@size", size).With("@most", MostCheckpoints),
            row => row.GetString(0),
            cancellationToken)
        : [];

    public ValueTask<LedgerTile?> FindTileAsync(int level, long number, CancellationToken cancellationToken)
    {
        var select = new SqlStatement("SELECT hashes FROM ledger_tile WHERE level = @level AND number = @number")
            .With("@level", level)
            .With("@number", number);
        return database.OneAsync(select, row => new LedgerTile(level, number, row.GetFieldValue<byte[]>(0)), cancellationToken);
    }

    public Task<bool> TryGrowAsync(long expectedSize, long newSize, IReadOnlyList<LedgerTile> tiles, CancellationToken cancellationToken) =>
        database.TryAsync(
            [
                SqlStatement.MustHit("UPDATE ledger_tree SET size = @new WHERE size = @expected").With("@new", newSize).With("@expected", expectedSize),
                .. tiles.Select(Put),
            ],
            cancellationToken);

    private static SqlStatement Put(LedgerTile tile) =>
        new SqlStatement("""
            INSERT INTO ledger_tile (level, number, hashes) VALUES (@level, @number, @hashes)
            ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
            """)
            .With("@level", tile.Level)
            .With("@number", tile.Number)
            .With("@hashes", tile.Hashes);

    private static StoredRecord Map(DbDataReader row) =>
        new(row.GetInt64(0) - 1, row.Text(1), row.GetFieldValue<byte[]>(2), row.Bytes(3));
}
