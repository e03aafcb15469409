// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.State;
using OnceOnly.Identity.State;
using OnceOnly.Oots.Requesting.Requests;
using OnceOnly.Storage.EDelivery;
using OnceOnly.Storage.Evidence;
using OnceOnly.Storage.Identity;
using OnceOnly.Storage.Keys;
using OnceOnly.Storage.Ledger;
using OnceOnly.Storage.Oots;
using OnceOnly.Storage.Postgres;
using OnceOnly.Storage.Sql;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Storage;

/// <summary>Registers the stores.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>State in SQLite files for one gateway, or in PostgreSQL for any number of them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The configuration section <c>Storage</c>, with either <c>Sqlite</c> or <c>Postgres</c>.</param>
    public static IServiceCollection AddOnceOnlyState(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var (sqlite, postgres) = (section.GetSection("Sqlite"), section.GetSection("Postgres"));
        services.TryAddSingleton(TimeProvider.System);
        if (postgres.Exists())
        {
            services.AddPostgres(postgres, isAlone: !sqlite.Exists());
        }
        else
        {
            services.AddSqlite(sqlite);
        }

        services.TryAddSingleton<IProtocolStore, ProtocolStore>();
        services.TryAddSingleton<IEvidenceState, EvidenceState>();
        services.TryAddSingleton<IEvidenceSegments, EvidenceSegments>();
        services.TryAddSingleton<IServedState, ServedState>();
        services.TryAddSingleton<ILedgerStore, LedgerStore>();
        services.TryAddSingleton<IKeyStore, KeyStore>();
        services.TryAddSingleton<ISharedSecrets, SharedSecrets>();
        services.TryAddSingleton<IOutbox, SqlOutbox>();
        services.TryAddSingleton<IInbox, SqlInbox>();
        services.TryAddSingleton<ISentRequests, SentRequests>();
        services.AddFiles();
        services.AddHostedService<BackgroundWorkHost>();
        return services;
    }

    private static void AddSqlite(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<SqliteOptions>().Bind(section)
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.Folder),
                "Storage:Sqlite:Folder is missing; name the folder in which the gateway keeps its database files, or configure Storage:Postgres.")
            .ValidateOnStart();
        services.TryAddSingleton<StateFilesOptions>(provider => OptionsOf<SqliteOptions>(provider));
        foreach (var name in new[] { DatabaseName.State, DatabaseName.Keys })
        {
            services.TryAddKeyedSingleton<ISqlDatabase>(
                name, (provider, _) => new SqliteDatabase(OptionsOf<SqliteOptions>(provider).In(name + ".db"), name));
        }
    }

    private static void AddPostgres(this IServiceCollection services, IConfiguration section, bool isAlone)
    {
        services.AddOptions<PostgresOptions>().Bind(section)
            .Validate(_ => isAlone, "Storage:Sqlite and Storage:Postgres are both configured; leave one out.")
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresOptions>, PostgresOptionsRules>());
        services.TryAddSingleton<StateFilesOptions>(provider => OptionsOf<PostgresOptions>(provider));
        services.TryAddKeyedSingleton<ISqlDatabase>(
            DatabaseName.State, (provider, _) => new PostgresDatabase(OptionsOf<PostgresOptions>(provider).State, DatabaseName.State));
        services.TryAddKeyedSingleton<ISqlDatabase>(
            DatabaseName.Keys, (provider, _) => new PostgresDatabase(OptionsOf<PostgresOptions>(provider).Keys, DatabaseName.Keys));
    }

    private static void AddFiles(this IServiceCollection services)
    {
        services.TryAddSingleton<IMasterKey>(provider =>
        {
            var keys = provider.GetRequiredKeyedService<ISqlDatabase>(DatabaseName.Keys);
            var file = provider.GetRequiredService<StateFilesOptions>().MasterKey;

            // Containers make things without waiting; this happens once.
            var isNeeded = KeyStore.HasAnyAsync(keys, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var master = new FileMasterKey(file, isNeeded);
            MasterKeyCheck.RunAsync(keys, master, file).GetAwaiter().GetResult();
            return master;
        });
        services.TryAddSingleton<ICheckpointLog>(provider => new FileCheckpointLog(provider.GetRequiredService<StateFilesOptions>().Checkpoints));
        services.TryAddSingleton<ICheckpointSigner>(provider =>
        {
            var files = provider.GetRequiredService<StateFilesOptions>();
            var signed = provider.GetRequiredService<ILedgerStore>().SignedSizeAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var isNeeded = signed > 0 || new FileInfo(files.Checkpoints) is { Exists: true, Length: > 0 };
            return new FileCheckpointSigner(files.CheckpointKey, files.In("checkpoint.pub.pem"), isNeeded);
        });
    }

    private static T OptionsOf<T>(IServiceProvider provider)
        where T : class => provider.GetRequiredService<IOptions<T>>().Value;
}
