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
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_script (number INTEGER PRIMARY KEY, name TEXT NOT NULL)", transaction: transaction);
        var applied = connection.Query<int>("SELECT number FROM schema_script", transaction: transaction).ToHashSet();
        foreach (var script in SqlScript.Of("Sqlite", database).Where(script => !applied.Contains(script.Number)))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute("INSERT INTO schema_script (number, name) VALUES (@Number, @Name)", new { script.Number, script.Name }, transaction);
        }

        transaction.Commit();
    }
}
