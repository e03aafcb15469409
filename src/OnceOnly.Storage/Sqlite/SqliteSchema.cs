// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace OnceOnly.Storage.Sqlite;

/// <summary>
/// Applies the numbered scripts <c>Sqlite/Scripts/{database}-{number}-{name}.sql</c> that a file has not seen yet, all in one transaction.
/// </summary>
internal static class SqliteSchema
{
    public static void Upgrade(SqliteConnection connection, string database)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_script (number INTEGER PRIMARY KEY, name TEXT NOT NULL)", transaction: transaction);
        var applied = connection.Query<int>("SELECT number FROM schema_script", transaction: transaction).ToHashSet();
        foreach (var script in Scripts(database).Where(script => !applied.Contains(script.Number)))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute("INSERT INTO schema_script (number, name) VALUES (@Number, @Name)", script, transaction);
        }

        transaction.Commit();
    }

    private static IEnumerable<Script> Scripts(string database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"OnceOnly.Storage.Sqlite.Scripts.{database}-";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Load(assembly, name, name[prefix.Length..]))
            .OrderBy(script => script.Number);
    }

    private static Script Load(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Script(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record Script(int Number, string Name, string Sql);
}
