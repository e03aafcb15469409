// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Keys;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage.Keys;

/// <summary>Wrapped keys in a SQLite file of their own.</summary>
internal sealed class SqliteKeyStore([FromKeyedServices(SqliteDatabaseName.Keys)] SqliteDatabase database) : IKeyStore
{
    public static bool HasAny(SqliteDatabase database) =>
        database.Read(session => session.Statement("SELECT 1 FROM wrapped_key LIMIT 1").One(row => row.GetInt32(0))) == 1;

    public ValueTask<WrappedKey?> FindAsync(KeyPurpose purpose, string owner, string id, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT value FROM wrapped_key WHERE purpose = $purpose AND owner = $owner AND id = $id")
            .With("$purpose", StoredName<KeyPurpose>.Of(purpose))
            .With("$owner", owner)
            .With("$id", id)
            .One(row => new WrappedKey(purpose, owner, id, row.GetFieldValue<byte[]>(0)))));

    public ValueTask<IReadOnlyList<WrappedKey>> FindAllAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT id, value FROM wrapped_key WHERE purpose = $purpose AND owner = $owner AND retired = 0 ORDER BY id")
            .With("$purpose", StoredName<KeyPurpose>.Of(purpose))
            .With("$owner", owner)
            .All(row => new WrappedKey(purpose, owner, row.GetString(0), row.GetFieldValue<byte[]>(1)))));

    public Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken) =>
        database.TryWriteAsync(
            session => session
                .Statement("INSERT INTO wrapped_key (purpose, owner, id, value) VALUES ($purpose, $owner, $id, $value) ON CONFLICT DO NOTHING")
                .With("$purpose", StoredName<KeyPurpose>.Of(key.Purpose))
                .With("$owner", key.Owner)
                .With("$id", key.Id)
                .With("$value", key.Value)
                .Execute() == 1,
            cancellationToken);

    public Task RetireAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session
                .Statement("UPDATE wrapped_key SET retired = 1 WHERE purpose = $purpose AND owner = $owner")
                .With("$purpose", StoredName<KeyPurpose>.Of(purpose))
                .With("$owner", owner)
                .Execute(),
            cancellationToken);

    public async Task<bool> DestroyRetiredAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            session => session
                .Statement("DELETE FROM wrapped_key WHERE purpose = $purpose AND owner = $owner AND retired = 1")
                .With("$purpose", StoredName<KeyPurpose>.Of(purpose))
                .With("$owner", owner)
                .Execute(),
            cancellationToken);
        return database.TryScrub();
    }

    public ValueTask<bool> HasLogKeysBeforeAsync(string month, CancellationToken cancellationToken) =>
        new(database.Read(session => session
            .Statement("SELECT 1 FROM wrapped_key WHERE purpose = 'log' AND id < $month LIMIT 1")
            .With("$month", month)
            .One(row => row.GetInt32(0))) == 1);

    public async Task<bool> DestroyLogKeysBeforeAsync(string month, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            session => session.Statement("DELETE FROM wrapped_key WHERE purpose = 'log' AND id < $month").With("$month", month).Execute(),
            cancellationToken);
        return database.TryScrub();
    }
}
