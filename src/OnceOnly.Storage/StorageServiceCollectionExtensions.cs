// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.State;
using OnceOnly.Identity.State;
using OnceOnly.Storage.Evidence;
using OnceOnly.Storage.Identity;
using OnceOnly.Storage.Keys;
using OnceOnly.Storage.Ledger;
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
            var options = OptionsOf(provider);
            var keys = provider.GetRequiredKeyedService<SqliteDatabase>(SqliteDatabaseName.Keys);
            return new FileMasterKey(options.MasterKeyFile ?? options.In("master.key"), SqliteKeyStore.HasAny(keys));
        });
        services.TryAddSingleton<ICheckpointLog>(provider =>
        {
            var options = OptionsOf(provider);
            return new FileCheckpointLog(options.CheckpointFile ?? options.In("checkpoints.log"));
        });
        services.TryAddSingleton<ICheckpointSigner>(provider =>
        {
            var options = OptionsOf(provider);
            return new FileCheckpointSigner(options.CheckpointKeyFile ?? options.In("checkpoint.key.pem"), options.In("checkpoint.pub.pem"));
        });
        services.AddHostedService<BackgroundWorkHost>();
    }

    private static SqliteOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<SqliteOptions>>().Value;

    private static void AddSqliteDatabase(this IServiceCollection services, string name) =>
        services.TryAddKeyedSingleton(name, (provider, _) => new SqliteDatabase(OptionsOf(provider).In(name + ".db"), name));
}
