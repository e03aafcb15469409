// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Postgres;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Storage;

public sealed class PostgresUpgradeTests
{
    [Theory]
    [InlineData(DatabaseName.State, 0)]
    [InlineData(DatabaseName.State, 1)]
    [InlineData(DatabaseName.State, 2)]
    [InlineData(DatabaseName.State, 3)]
    [InlineData(DatabaseName.State, 4)]
    [InlineData(DatabaseName.Keys, 1)]
    public async Task every_earlier_schema_becomes_today_s(string database, int applied)
    {
        var name = $"upgrade_{database}_{applied}";
        var scripts = Scripts(database);
        var text = string.Concat(scripts.Take(applied).Select(script =>
            Read(script) + $"INSERT INTO schema_script SELECT {Number(script)}, '{script}', digest FROM (VALUES ('{Digest(script)}')) d (digest);"));
        var connection = await EngineServer.Current.Server.CreateDatabaseAsync(name, World.Soon);
        await EngineServer.Current.Server.RunAsync(
            $"CREATE SCHEMA onceonly_{database}; SET search_path = onceonly_{database}; CREATE TABLE schema_script (number integer PRIMARY KEY, name text NOT NULL, digest text NOT NULL);" + text,
            World.Soon,
            name);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () => await new PostgresDatabase(connection, database).DisposeAsync())));
        (await EngineServer.Current.Server.RunAsync($"SELECT count(*) FROM onceonly_{database}.schema_script", World.Soon, name)).Trim()
            .ShouldBe(scripts.Count.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("INSERT INTO onceonly_state.schema_script VALUES (9999, 'later', '')", "newer program (script 9999")]
    [InlineData("UPDATE onceonly_state.schema_script SET digest = 'x' WHERE number = 10", "another text of script 0010")]
    public async Task a_schema_of_another_program_is_refused(string sql, string message)
    {
        var connection = EngineServer.Current.NewDatabase();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;
        await EngineServer.Current.Server.RunAsync(sql, World.Soon, name);
        Should.Throw<InvalidDataException>(() => new PostgresDatabase(connection, DatabaseName.State)).Message.ShouldContain(message);
    }

    private static List<string> Scripts(string database) =>
        [.. typeof(PostgresDatabase).Assembly.GetManifestResourceNames().Where(name => name.Contains($"Postgres.Scripts.{database}-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static int Number(string script) => int.Parse(script.Split('-')[1], CultureInfo.InvariantCulture);

    private static string Read(string script)
    {
        using var reader = new StreamReader(typeof(PostgresDatabase).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }

    private static string Digest(string script) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Read(script))));
}
