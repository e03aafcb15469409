// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Data.Sqlite;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Sql;
using OnceOnly.Storage.Sqlite;

namespace OnceOnly.Evidence.Tests.Storage;

public sealed class SqliteUpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onceonly-upgrade-").FullName;

    private string File => Path.Combine(_folder, "test.db");

    [Theory]
    [InlineData(DatabaseName.State, 1)]
    [InlineData(DatabaseName.State, 2)]
    [InlineData(DatabaseName.State, 3)]
    [InlineData(DatabaseName.State, 4)]
    [InlineData(DatabaseName.State, 5)]
    [InlineData(DatabaseName.Keys, 1)]
    public async Task every_earlier_file_becomes_today_s(string database, int applied)
    {
        // As programs wrote it that did not record digests yet.
        Run("CREATE TABLE schema_script (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        var scripts = typeof(SqliteDatabase).Assembly.GetManifestResourceNames()
            .Where(name => name.Contains($"Sqlite.Scripts.{database}-", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var script in scripts.Take(applied))
        {
            using var reader = new StreamReader(typeof(SqliteDatabase).Assembly.GetManifestResourceStream(script)!);
            Run(await reader.ReadToEndAsync(World.Soon) + $"; INSERT INTO schema_script VALUES ({int.Parse(script.Split('-')[1], CultureInfo.InvariantCulture)}, '{script}')");
        }

        await using var upgraded = new SqliteDatabase(File, database);
        (await upgraded.OneAsync(new SqlStatement("SELECT count(digest) FROM schema_script"), row => row.GetInt64(0), World.Soon)).ShouldBe(scripts.Count);
    }

    [Theory]
    [InlineData("INSERT INTO schema_script (number, name) VALUES (9999, 'later')", "newer program (script 9999")]
    [InlineData("UPDATE schema_script SET digest = 'x' WHERE number = 10", "another text of script 0010")]
    public async Task a_file_of_another_program_is_refused(string sql, string message)
    {
        await new SqliteDatabase(File, DatabaseName.State).DisposeAsync();
        Run(sql);
        Should.Throw<InvalidDataException>(() => new SqliteDatabase(File, DatabaseName.State)).Message.ShouldContain(message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
