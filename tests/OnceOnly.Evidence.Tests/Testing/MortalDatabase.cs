// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>A database whose process dies after so many writes: from then on nothing is read or written.</summary>
internal sealed class MortalDatabase(ISqlDatabase database, Mortality mortality) : ISqlDatabase
{
    public bool IsShared => database.IsShared;

    public static void Add(IServiceCollection services, string name, Mortality mortality)
    {
        var real = services.Single(service => service.ServiceType == typeof(ISqlDatabase) && Equals(service.ServiceKey, name));
        services.Remove(real);
        services.AddKeyedSingleton<ISqlDatabase>(name, (provider, key) => new MortalDatabase((ISqlDatabase)real.KeyedImplementationFactory!(provider, key), mortality));
    }

    public ValueTask<T?> OneAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        mortality.Live(isWrite: false);
        return database.OneAsync(query, map, cancellationToken);
    }

    public ValueTask<List<T>> AllAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        mortality.Live(isWrite: false);
        return database.AllAsync(query, map, cancellationToken);
    }

    public Task<int> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        mortality.Live(isWrite: true);
        return database.ExecuteAsync(statement, cancellationToken);
    }

    public Task<bool> TryAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken)
    {
        mortality.Live(isWrite: true);
        return database.TryAsync(unit, cancellationToken);
    }

    public ValueTask<bool> TryScrubAsync(CancellationToken cancellationToken) => database.TryScrubAsync(cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

/// <summary>How many writes are left.</summary>
internal sealed class Mortality
{
    private int _left = int.MaxValue;

    public bool IsDead => Volatile.Read(ref _left) < 0;

    public void DieAfter(int writes) => Volatile.Write(ref _left, writes);

    public void Live(bool isWrite)
    {
        if (IsDead || (isWrite && Interlocked.Decrement(ref _left) < 0))
        {
            throw new IOException("The process is dead.");
        }
    }
}
