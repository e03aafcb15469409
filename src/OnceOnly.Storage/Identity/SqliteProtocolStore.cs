// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.State;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Identity;

/// <summary>Protocol state in SQLite. An expired item does not exist, whether or not it has been deleted yet.</summary>
internal sealed class SqliteProtocolStore(
    [FromKeyedServices(SqliteDatabaseName.State)] SqliteDatabase database,
    TimeProvider clock) : IProtocolStore
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<bool> TryAddAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        // The conflict clause lets a key return once its expired holder is only waiting to be deleted.
        const string Sql = """
            INSERT INTO protocol_item (kind, key, family, payload, expires_at) VALUES ($kind, $key, $family, $payload, $expires)
            ON CONFLICT (kind, key) DO UPDATE
            SET family = excluded.family, payload = excluded.payload, expires_at = excluded.expires_at, consumed = 0, revision = 0
            WHERE protocol_item.expires_at <= $now
            """;
        var now = Now;
        return database.WriteAsync(
            session => session.Statement(Sql)
                .With("$kind", item.Kind)
                .With("$key", item.Key)
                .With("$family", item.Family)
                .With("$payload", item.Payload.ToArray())
                .With("$expires", item.ExpiresAt)
                .With("$now", now)
                .Execute() == 1,
            cancellationToken);
    }

    public Task<ProtocolItem?> FindAsync(string kind, string key, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT family, payload, expires_at, consumed, revision FROM protocol_item
            WHERE kind = $kind AND key = $key AND expires_at > $now
            """;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(session => session.Statement(Sql)
            .With("$kind", kind)
            .With("$key", key)
            .With("$now", Now)
            .One(row => Map(row, kind, key))));
    }

    public Task<Consumption> ConsumeAsync(string kind, string key, CancellationToken cancellationToken)
    {
        const string Consume = """
            UPDATE protocol_item SET consumed = 1 WHERE kind = $kind AND key = $key AND expires_at > $now AND consumed = 0
            """;
        const string Exists = "SELECT count(*) FROM protocol_item WHERE kind = $kind AND key = $key AND expires_at > $now";
        var now = Now;
        return database.WriteAsync(
            session =>
            {
                if (session.Statement(Consume).With("$kind", kind).With("$key", key).With("$now", now).Execute() == 1)
                {
                    return Consumption.First;
                }

                return session.Statement(Exists).With("$kind", kind).With("$key", key).With("$now", now).One(row => row.GetInt32(0)) == 1
                    ? Consumption.Repeated
                    : Consumption.NotFound;
            },
            cancellationToken);
    }

    public Task<bool> TryReplaceAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE protocol_item SET payload = $payload, expires_at = $expires, revision = revision + 1
            WHERE kind = $kind AND key = $key AND revision = $revision AND expires_at > $now
            """;
        var now = Now;
        return database.WriteAsync(
            session => session.Statement(Sql)
                .With("$payload", item.Payload.ToArray())
                .With("$expires", item.ExpiresAt)
                .With("$kind", item.Kind)
                .With("$key", item.Key)
                .With("$revision", item.Revision)
                .With("$now", now)
                .Execute() == 1,
            cancellationToken);
    }

    public Task RemoveAsync(string kind, string key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Statement("DELETE FROM protocol_item WHERE kind = $kind AND key = $key").With("$kind", kind).With("$key", key).Execute(),
            cancellationToken);

    public Task RemoveFamilyAsync(string family, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Statement("DELETE FROM protocol_item WHERE family = $family").With("$family", family).Execute(),
            cancellationToken);

    public Task<int> RemoveExpiredAsync(int batchSize, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM protocol_item WHERE (kind, key) IN
            (SELECT kind, key FROM protocol_item WHERE expires_at <= $now ORDER BY expires_at LIMIT $batch)
            """;
        var now = Now;
        return database.WriteAsync(session => session.Statement(Sql).With("$now", now).With("$batch", batchSize).Execute(), cancellationToken);
    }

    private static ProtocolItem Map(SqliteDataReader row, string kind, string key) =>
        new(kind, key, row.Text(0), row.GetFieldValue<byte[]>(1), row.Time(2), row.GetBoolean(3), row.GetInt64(4));
}
