// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Keys;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Keys;

/// <summary>Secrets in the database of the keys, each wrapped for its kind and name.</summary>
internal sealed class SharedSecrets([FromKeyedServices(DatabaseName.Keys)] ISqlDatabase database, IMasterKey master) : ISharedSecrets
{
    public async ValueTask<IReadOnlyList<SharedSecret>> FindAllAsync(string kind, CancellationToken cancellationToken)
    {
        var select = new SqlStatement("SELECT name, value FROM shared_secret WHERE kind = @kind ORDER BY name").With("@kind", kind);
        var rows = await database.AllAsync(select, row => (Name: row.GetString(0), Value: row.GetFieldValue<byte[]>(1)), cancellationToken);
        var secrets = new List<SharedSecret>(rows.Count);
        foreach (var (name, value) in rows)
        {
            secrets.Add(new SharedSecret(kind, name, await master.UnwrapAsync(value, Context(kind, name), cancellationToken)));
        }

        return secrets;
    }

    public async Task<bool> TryAddAsync(SharedSecret secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var wrapped = await master.WrapAsync(secret.Value, Context(secret.Kind, secret.Name), cancellationToken);
        var insert = new SqlStatement("INSERT INTO shared_secret (kind, name, value) VALUES (@kind, @name, @value) ON CONFLICT DO NOTHING")
            .With("@kind", secret.Kind)
            .With("@name", secret.Name)
            .With("@value", wrapped);
        return await database.ExecuteAsync(insert, cancellationToken) == 1;
    }

    public Task RemoveAsync(string kind, string name, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            new SqlStatement("DELETE FROM shared_secret WHERE kind = @kind AND name = @name").With("@kind", kind).With("@name", name), cancellationToken);

    private static byte[] Context(string kind, string name) => Encoding.UTF8.GetBytes($"secret|{kind}|{name}");
}
