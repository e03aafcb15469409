// SPDX-License-Identifier: EUPL-1.2

using Npgsql;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>State in a PostgreSQL database of its own.</summary>
internal sealed class StateEngine : IAsyncDisposable
{
    private readonly string _connectionString = EngineServer.Current.NewDatabase();

    public StateEngine(string folder)
    {
        File = Path.Combine(folder, "connection");
        System.IO.File.WriteAllText(File, _connectionString + ";Maximum Pool Size=8\n");
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Postgres:Folder"] = folder,
            ["Postgres:ConnectionStringFile"] = File,
        };
    }

    public IReadOnlyDictionary<string, string?> Settings { get; }

    public string[] LedgerOptions => ["--postgres", File];

    private string File { get; }

    public IReadOnlyList<string> Query(string sql, string database)
    {
        using var connection = new NpgsqlConnection($"{_connectionString};Pooling=False;Search Path=onceonly_{database},sqlite_words,public;Options=-c standard_conforming_strings=on");
        connection.Open();
        using var command = connection.CreateCommand();

        // What the sequencer has not placed yet is in the ledger too.
        command.CommandText = database == DatabaseName.State ? "SELECT sqlite_words.place_arrivals();" + Adapted(sql) : Adapted(sql);
        using var reader = command.ExecuteReader();
        if (database == DatabaseName.State)
        {
            reader.NextResult();
        }

        var values = new List<string>();
        while (reader.FieldCount > 0 && reader.Read())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }

    public void KeepKeys(bool keep) => Query(
        keep
            ? "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'died'; END $$; CREATE TRIGGER dies BEFORE DELETE ON wrapped_key EXECUTE FUNCTION dies()"
            : "DROP TRIGGER dies ON wrapped_key",
        "keys");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Adapted(string sql) => sql.Replace("x''", "''", StringComparison.Ordinal);
}
