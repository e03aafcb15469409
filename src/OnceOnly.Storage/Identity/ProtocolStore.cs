// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Identity;

/// <summary>Protocol state in SQL. An expired item does not exist, whether or not it has been deleted yet.</summary>
internal sealed class ProtocolStore(
    [FromKeyedServices(DatabaseName.State)] ISqlDatabase database,
    TimeProvider clock) : IProtocolStore
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<bool> TryAddAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        // The conflict clause lets a key return once its expired holder is only waiting to be deleted.
        const string Sql = """
            INSERT INTO protocol_item (kind, key, family, payload, expires_at) VALUES (@kind, @key, @family, @payload, @expires)
            ON CONFLICT (kind, key) DO UPDATE
            SET family = excluded.family, payload = excluded.payload, expires_at = excluded.expires_at, consumed = FALSE, revision = 0
            WHERE protocol_item.expires_at <= @now
            """;
        var insert = new SqlStatement(Sql)
            .With("@kind", item.Kind)
            .With("@key", item.Key)
            .With("@family", item.Family)
            .With("@payload", item.Payload.ToArray())
            .With("@expires", item.ExpiresAt)
            .With("@now", Now);
        return await database.ExecuteAsync(insert, cancellationToken) == 1;
    }

    public async Task<ProtocolItem?> FindAsync(string kind, string key, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT family, payload, expires_at, consumed, revision FROM protocol_item
            WHERE kind = @kind AND key = @key AND expires_at > @now
            """;
        return await database.OneAsync(Live(Sql, kind, key), row => Map(row, kind, key), cancellationToken);
    }

    public async Task<Consumption> ConsumeAsync(string kind, string key, CancellationToken cancellationToken)
    {
        const string Consume = """
            UPDATE protocol_item SET consumed = TRUE WHERE kind = @kind AND key = @key AND expires_at > @now AND consumed = FALSE
            """;
        const string Exists = "SELECT count(*) FROM protocol_item WHERE kind = @kind AND key = @key AND expires_at > @now";
        if (await database.ExecuteAsync(Live(Consume, kind, key), cancellationToken) == 1)
        {
            return Consumption.First;
        }

        return await database.OneAsync(Live(Exists, kind, key), row => row.GetInt64(0), cancellationToken) == 1
            ? Consumption.Repeated
            : Consumption.NotFound;
    }

    public async Task<bool> TryReplaceAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE protocol_item SET payload = @payload, expires_at = @expires, revision = revision + 1
            WHERE kind = @kind AND key = @key AND revision = @revision AND expires_at > @now
            """;
        var update = Live(Sql, item.Kind, item.Key)
            .With("@payload", item.Payload.ToArray())
            .With("@expires", item.ExpiresAt)
            .With("@revision", item.Revision);
        return await database.ExecuteAsync(update, cancellationToken) == 1;
    }

    public Task RemoveAsync(string kind, string key, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            new SqlStatement("DELETE FROM protocol_item WHERE kind = @kind AND key = @key").With("@kind", kind).With("@key", key), cancellationToken);

    public Task RemoveFamilyAsync(string family, CancellationToken cancellationToken) =>
        database.ExecuteAsync(new SqlStatement("DELETE FROM protocol_item WHERE family = @family").With("@family", family), cancellationToken);

    public Task<int> RemoveExpiredAsync(int batchSize, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM protocol_item WHERE (kind, key) IN
            (SELECT kind, key FROM protocol_item WHERE expires_at <= @now ORDER BY expires_at LIMIT @batch{lock what is free})
            """;
        return database.ExecuteAsync(new SqlStatement(Sql).With("@now", Now).With("@batch", batchSize), cancellationToken);
    }

    private SqlStatement Live(string sql, string kind, string key) =>
        new SqlStatement(sql).With("@kind", kind).With("@key", key).With("@now", Now);

    private static ProtocolItem Map(DbDataReader row, string kind, string key) =>
        new(kind, key, row.Text(0), row.GetFieldValue<byte[]>(1), row.Time(2), row.GetBoolean(3), row.GetInt64(4));
}
