// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Keys;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Keys;

/// <summary>Wrapped keys in a database of their own.</summary>
internal sealed class KeyStore([FromKeyedServices(DatabaseName.Keys)] ISqlDatabase database) : IKeyStore
{
    public static async ValueTask<bool> HasAnyAsync(ISqlDatabase database, CancellationToken cancellationToken) =>
        await database.OneAsync(
            new SqlStatement("SELECT 1 WHERE EXISTS (SELECT 1 FROM wrapped_key) OR EXISTS (SELECT 1 FROM shared_secret)"), row => row.GetInt32(0), cancellationToken) == 1;

    public ValueTask<WrappedKey?> FindAsync(KeyPurpose purpose, string owner, string id, CancellationToken cancellationToken) =>
        database.OneAsync(
            Of("SELECT value FROM wrapped_key WHERE purpose = @purpose AND owner = @owner AND id = @id", purpose, owner).With("@id", id),
            row => new WrappedKey(purpose, owner, id, row.GetFieldValue<byte[]>(0)),
            cancellationToken);

    public async ValueTask<IReadOnlyList<WrappedKey>> FindAllAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken) =>
        await database.AllAsync(
            Of("SELECT id, value FROM wrapped_key WHERE purpose = @purpose AND owner = @owner AND retired = FALSE ORDER BY id", purpose, owner),
            row => new WrappedKey(purpose, owner, row.GetString(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken);

    public async Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
    {
        const string Sql = "INSERT INTO wrapped_key (purpose, owner, id, value) VALUES (@purpose, @owner, @id, @value) ON CONFLICT DO NOTHING";
        return await database.ExecuteAsync(Of(Sql, key.Purpose, key.Owner).With("@id", key.Id).With("@value", key.Value), cancellationToken) == 1;
    }

    public Task RetireAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken) =>
        database.ExecuteAsync(Of("UPDATE wrapped_key SET retired = TRUE WHERE purpose = @purpose AND owner = @owner", purpose, owner), cancellationToken);

    public async Task<bool> DestroyRetiredAsync(KeyPurpose purpose, string owner, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(Of("DELETE FROM wrapped_key WHERE purpose = @purpose AND owner = @owner AND retired = TRUE", purpose, owner), cancellationToken);
        return await database.TryScrubAsync(cancellationToken);
    }

    public async ValueTask<bool> HasLogKeysBeforeAsync(string month, CancellationToken cancellationToken)
    {
        var select = new SqlStatement("SELECT 1 FROM wrapped_key WHERE purpose = 'log' AND id < @month LIMIT 1").With("@month", month);
        return await database.OneAsync(select, row => row.GetInt32(0), cancellationToken) == 1;
    }

    public async Task<bool> DestroyLogKeysBeforeAsync(string month, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(new SqlStatement("DELETE FROM wrapped_key WHERE purpose = 'log' AND id < @month").With("@month", month), cancellationToken);
        return await database.TryScrubAsync(cancellationToken);
    }

    private static SqlStatement Of(string sql, KeyPurpose purpose, string owner) =>
        new SqlStatement(sql).With("@purpose", StoredName<KeyPurpose>.Of(purpose)).With("@owner", owner);
}
