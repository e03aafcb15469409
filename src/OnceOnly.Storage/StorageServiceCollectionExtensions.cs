// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.State;
using OnceOnly.Identity.State;
using OnceOnly.Storage.Evidence;
using OnceOnly.Storage.Identity;
using OnceOnly.Storage.Keys;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage;

/// <summary>Registers the stores.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>State in SQLite files, for one gateway instance.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <c>Storage:Sqlite</c>.</param>
    public static IServiceCollection AddSqliteState(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<SqliteOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSqliteDatabase(SqliteDatabaseName.State);
        services.TryAddSingleton<IProtocolStore, SqliteProtocolStore>();
        services.AddSqliteEvidence();
        return services;
    }

    private static void AddSqliteEvidence(this IServiceCollection services)
    {
        services.AddSqliteDatabase(SqliteDatabaseName.Keys);
        services.TryAddSingleton<IEvidenceState, SqliteEvidenceState>();
        services.TryAddSingleton<IEvidenceSegments, SqliteEvidenceSegments>();
        services.TryAddSingleton<ILedgerStore, SqliteLedgerStore>();
        services.TryAddSingleton<IKeyStore, SqliteKeyStore>();
        services.TryAddSingleton<IMasterKey>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SqliteOptions>>().Value;
            return new FileMasterKey(options.MasterKeyFile ?? Path.Combine(options.Folder, "master.key"));
        });
        services.AddHostedService<BackgroundWorkHost>();
    }

    private static void AddSqliteDatabase(this IServiceCollection services, string name) =>
        services.TryAddKeyedSingleton(name, (provider, _) =>
        {
            var folder = provider.GetRequiredService<IOptions<SqliteOptions>>().Value.Folder;
            return new SqliteDatabase(Path.Combine(folder, name + ".db"), name);
        });
}
