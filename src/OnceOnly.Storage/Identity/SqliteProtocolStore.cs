// SPDX-License-Identifier: EUPL-1.2

using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.State;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Identity;

/// <summary>Protocol state in SQLite. An expired item does not exist, whether or not it has been deleted yet.</summary>
internal sealed class SqliteProtocolStore(
    [FromKeyedServices(SqliteDatabaseName.State)] SqliteDatabase database,
    TimeProvider clock) : IProtocolStore
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<bool> TryAddAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        // The conflict clause lets a key return once its expired holder is only waiting to be deleted.
        const string Sql = """
            INSERT INTO protocol_item (kind, key, family, payload, expires_at) VALUES (@Kind, @Key, @Family, @Payload, @ExpiresAt)
            ON CONFLICT (kind, key) DO UPDATE
            SET family = excluded.family, payload = excluded.payload, expires_at = excluded.expires_at, consumed = 0, revision = 0
            WHERE protocol_item.expires_at <= @Now
            """;
        return ChangesOneAsync(Sql, Parameters(item), cancellationToken);
    }

    public Task<ProtocolItem?> FindAsync(string kind, string key, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT family AS Family, payload AS Payload, expires_at AS ExpiresAt, consumed AS Consumed, revision AS Revision
            FROM protocol_item WHERE kind = @kind AND key = @key AND expires_at > @now
            """;
        cancellationToken.ThrowIfCancellationRequested();
        var row = database.Read(connection => connection.QuerySingleOrDefault<Row>(Sql, new { kind, key, now = Now }));
        return Task.FromResult(row?.ToItem(kind, key));
    }

    public Task<Consumption> ConsumeAsync(string kind, string key, CancellationToken cancellationToken)
    {
        const string Consume = """
            UPDATE protocol_item SET consumed = 1 WHERE kind = @kind AND key = @key AND expires_at > @now AND consumed = 0
            """;
        const string Exists = "SELECT count(*) FROM protocol_item WHERE kind = @kind AND key = @key AND expires_at > @now";
        var item = new { kind, key, now = Now };
        return database.WriteAsync(
            connection =>
            {
                if (connection.Execute(Consume, item) == 1)
                {
                    return Consumption.First;
                }

                return connection.ExecuteScalar<int>(Exists, item) == 1 ? Consumption.Repeated : Consumption.NotFound;
            },
            cancellationToken);
    }

    public Task<bool> TryReplaceAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE protocol_item SET payload = @Payload, expires_at = @ExpiresAt, revision = revision + 1
            WHERE kind = @Kind AND key = @Key AND revision = @Revision AND expires_at > @Now
            """;
        return ChangesOneAsync(Sql, Parameters(item), cancellationToken);
    }

    public Task RemoveAsync(string kind, string key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Execute("DELETE FROM protocol_item WHERE kind = @kind AND key = @key", new { kind, key }),
            cancellationToken);

    public Task RemoveFamilyAsync(string family, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection => connection.Execute("DELETE FROM protocol_item WHERE family = @family", new { family }),
            cancellationToken);

    public Task<int> RemoveExpiredAsync(int batchSize, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM protocol_item WHERE (kind, key) IN
            (SELECT kind, key FROM protocol_item WHERE expires_at <= @now ORDER BY expires_at LIMIT @batchSize)
            """;
        var now = Now;
        return database.WriteAsync(connection => connection.Execute(Sql, new { now, batchSize }), cancellationToken);
    }

    private Task<bool> ChangesOneAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.Execute(sql, parameters) == 1, cancellationToken);

    private object Parameters(ProtocolItem item) => new
    {
        item.Kind,
        item.Key,
        item.Family,
        Payload = item.Payload.ToArray(),
        ExpiresAt = item.ExpiresAt.ToUnixTimeMilliseconds(),
        item.Revision,
        Now,
    };

    private sealed class Row
    {
        public string? Family { get; init; }

        public byte[] Payload { get; init; } = [];

        public long ExpiresAt { get; init; }

        public bool Consumed { get; init; }

        public long Revision { get; init; }

        public ProtocolItem ToItem(string kind, string key) =>
            new(kind, key, Family, Payload, DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt), Consumed, Revision);
    }
}
