// SPDX-License-Identifier: EUPL-1.2

using Npgsql;

namespace OnceOnly.Storage.Postgres;

/// <summary>Connection strings for what is done with a schema: what an operator wrote stands, except where durability and bounds need more.</summary>
internal static class PostgresConnection
{
    private const int Seconds = 10;

    // Transactions are short; what takes longer is stuck, and must not keep locks.
    private const string Bounds = "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s";

    public static string SchemaOf(string scripts) => "onceonly_" + scripts;

    /// <summary>What is acknowledged is on disk, whatever the server's default says.</summary>
    public static string ForWork(string connectionString, string scripts)
    {
        var builder = Base(connectionString, scripts, $"-c synchronous_commit=on {Bounds}");
        builder.CommandTimeout = Seconds;
        builder.MaxAutoPrepare = 256;
        builder.AutoPrepareMinUsages = 2;
        builder.NoResetOnClose = true;
        Default(builder, "Maximum Pool Size", () => builder.MaxPoolSize = scripts == Sql.DatabaseName.Keys ? 10 : 30);
        Default(builder, "Timeout", () => builder.Timeout = 5);
        return builder.ToString();
    }

    public static string ForUpgrade(string connectionString, string scripts)
    {
        var builder = Base(connectionString, scripts, "-c synchronous_commit=on");
        builder.CommandTimeout = 0;
        builder.Pooling = false;
        return builder.ToString();
    }

    public static string ForReading(string connectionString, string scripts)
    {
        var builder = Base(connectionString, scripts, "-c default_transaction_read_only=on");
        builder.MaxPoolSize = 4;
        return builder.ToString();
    }

    private static NpgsqlConnectionStringBuilder Base(string connectionString, string scripts, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = SchemaOf(scripts), ApplicationName = "onceonly-" + scripts };
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : $"{builder.Options} {options}";
        return builder;
    }

    private static void Default(NpgsqlConnectionStringBuilder builder, string key, Action set)
    {
        // ContainsKey is true for whatever could stand there.
        if (!builder.ShouldSerialize(key))
        {
            set();
        }
    }
}
