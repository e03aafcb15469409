// SPDX-License-Identifier: EUPL-1.2

using Dapper;
using Npgsql;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Postgres;

/// <summary>
/// Applies the scripts that a schema has not seen yet, all in one transaction. Instances that start together wait for
/// each other.
/// </summary>
internal static class PostgresSchema
{
    // Any number does, as long as nobody else takes this one.
    private const long Lock = 0x4F6E63654F6E6C79;

    public static void Upgrade(NpgsqlConnection connection, string database, string schema)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("SELECT pg_advisory_xact_lock(@Lock)", new { Lock }, transaction);
        if (!connection.ExecuteScalar<bool>("SELECT to_regnamespace(@schema) IS NOT NULL", new { schema }, transaction))
        {
            connection.Execute($"CREATE SCHEMA {schema}", transaction: transaction);
        }

        connection.Execute(
            $"CREATE TABLE IF NOT EXISTS {schema}.schema_script (number integer PRIMARY KEY, name text NOT NULL, digest text NOT NULL)", transaction: transaction);
        var applied = connection.Query<(int Number, string? Digest)>($"SELECT number, digest FROM {schema}.schema_script", transaction: transaction)
            .ToDictionary(row => row.Number, row => row.Digest);
        foreach (var script in SchemaHistory.Pending($"Schema {schema} in database {connection.Database}", SqlScript.Of("Postgres", database), applied))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute($"INSERT INTO {schema}.schema_script (number, name, digest) VALUES (@Number, @Name, @Digest)", script, transaction);
        }

        transaction.Commit();
    }
}
