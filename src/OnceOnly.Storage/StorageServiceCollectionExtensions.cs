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
using OnceOnly.Storage.Sql;
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
        services.AddSqliteDatabase(DatabaseName.State);
        services.TryAddSingleton<IProtocolStore, ProtocolStore>();
        services.AddSqliteEvidence();
        return services;
    }

    private static void AddSqliteEvidence(this IServiceCollection services)
    {
        services.AddSqliteDatabase(DatabaseName.Keys);
        services.TryAddSingleton<IEvidenceState, EvidenceState>();
        services.TryAddSingleton<IEvidenceSegments, EvidenceSegments>();
        services.TryAddSingleton<ILedgerStore, LedgerStore>();
        services.TryAddSingleton<IKeyStore, KeyStore>();
        services.TryAddSingleton<ISharedSecrets, SharedSecrets>();
        services.TryAddSingleton<IMasterKey>(provider =>
        {
            var options = OptionsOf(provider);
            var keys = provider.GetRequiredKeyedService<ISqlDatabase>(DatabaseName.Keys);
            return new FileMasterKey(options.MasterKeyFile ?? options.In("master.key"), HasKeys(keys));
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

    // Containers make things without waiting; this happens once.
    private static bool HasKeys(ISqlDatabase keys) => KeyStore.HasAnyAsync(keys, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static SqliteOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<SqliteOptions>>().Value;

    private static void AddSqliteDatabase(this IServiceCollection services, string name) =>
        services.TryAddKeyedSingleton<ISqlDatabase>(name, (provider, _) => new SqliteDatabase(OptionsOf(provider).In(name + ".db"), name));
}
