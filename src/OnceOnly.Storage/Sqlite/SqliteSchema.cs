// SPDX-License-Identifier: EUPL-1.2

using Dapper;
using Microsoft.Data.Sqlite;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Sqlite;

/// <summary>Applies the scripts that a file has not seen yet, all in one transaction.</summary>
internal static class SqliteSchema
{
    public static void Upgrade(SqliteConnection connection, string database)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_script (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT)", transaction: transaction);
        if (connection.ExecuteScalar<int>("SELECT count(*) FROM pragma_table_info('schema_script') WHERE name = 'digest'", transaction: transaction) == 0)
        {
            connection.Execute("ALTER TABLE schema_script ADD COLUMN digest TEXT", transaction: transaction);
        }

        var known = SqlScript.Of("Sqlite", database);
        var applied = connection.Query<(int Number, string? Digest)>("SELECT number, digest FROM schema_script", transaction: transaction)
            .ToDictionary(row => row.Number, row => row.Digest);
        foreach (var script in SchemaHistory.Pending(connection.DataSource, known, applied))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute("INSERT INTO schema_script (number, name) VALUES (@Number, @Name)", new { script.Number, script.Name }, transaction);
        }

        foreach (var script in known)
        {
            connection.Execute(
                "UPDATE schema_script SET digest = @Digest WHERE number = @Number AND digest IS NULL", new { script.Number, script.Digest }, transaction);
        }

        transaction.Commit();
    }
}
