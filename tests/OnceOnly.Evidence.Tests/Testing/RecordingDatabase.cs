// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>A database that remembers what it was told.</summary>
internal sealed class RecordingDatabase(ISqlDatabase database, ConcurrentDictionary<string, SqlStatement> statements) : ISqlDatabase
{
    public bool IsShared => database.IsShared;

    /// <summary>Lets the world's database remember each of its statements, by text.</summary>
    public static void Add(IServiceCollection services, string name, ConcurrentDictionary<string, SqlStatement> statements)
    {
        var real = services.Single(service => service.ServiceType == typeof(ISqlDatabase) && Equals(service.ServiceKey, name));
        services.Remove(real);
        services.AddKeyedSingleton<ISqlDatabase>(name, (provider, key) => new RecordingDatabase((ISqlDatabase)real.KeyedImplementationFactory!(provider, key), statements));
    }

    public ValueTask<T?> OneAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        database.OneAsync(Kept(query), map, cancellationToken);

    public ValueTask<List<T>> AllAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        database.AllAsync(Kept(query), map, cancellationToken);

    public Task<int> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) => database.ExecuteAsync(Kept(statement), cancellationToken);

    public Task<bool> TryAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken) => database.TryAsync([.. unit.Select(Kept)], cancellationToken);

    public ValueTask<bool> TryScrubAsync(CancellationToken cancellationToken) => database.TryScrubAsync(cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private SqlStatement Kept(SqlStatement statement)
    {
        statements.TryAdd(statement.Text, statement);
        return statement;
    }
}
