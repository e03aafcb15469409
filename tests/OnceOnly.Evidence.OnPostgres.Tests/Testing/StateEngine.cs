// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
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

    public IEnumerable<(string Table, string Statement)> Scans(string database, IEnumerable<SqlStatement> statements)
    {
        var parts = Query("SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indpred IS NOT NULL", database);
        using var connection = new NpgsqlConnection($"{_connectionString};Pooling=False;Search Path=onceonly_{database};Options=-c enable_seqscan=off");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN (FORMAT JSON) " + Rendered(statement.Text);
            foreach (var (name, type, value) in statement.Parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { ParameterName = name, DbType = type, Value = value });
            }

            using var plans = JsonDocument.Parse((string)command.ExecuteScalar()!);
            foreach (var node in Nodes(plans.RootElement[0].GetProperty("Plan")))
            {
                var kind = node.GetProperty("Node Type").GetString();

                // Nearly all have not expired.
                var isBounded = (node.TryGetProperty("Index Cond", out var condition) && !condition.GetString()!.StartsWith("(expires_at >", StringComparison.Ordinal))
                    || (node.TryGetProperty("Index Name", out var index) && parts.Contains(index.GetString()!));
                if (kind == "Seq Scan" || (kind is "Index Scan" or "Index Only Scan" && !isBounded))
                {
                    yield return (node.GetProperty("Relation Name").GetString()!, statement.Text);
                }
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<JsonElement> Nodes(JsonElement plan) =>
        plan.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().SelectMany(Nodes).Prepend(plan) : [plan];

    private static string Rendered(string text) => text
        .Replace("{ledger arrivals}", "ledger_arrival", StringComparison.Ordinal)
        .Replace("{json texts of @aliases}", "SELECT json_array_elements_text(CAST(@aliases AS json))", StringComparison.Ordinal)
        .Replace("{share}", " FOR SHARE", StringComparison.Ordinal)
        .Replace("{lock}", " FOR NO KEY UPDATE", StringComparison.Ordinal)
        .Replace("{lock what is free}", " FOR UPDATE SKIP LOCKED", StringComparison.Ordinal);

    private static string Adapted(string sql) => sql.Replace("x''", "''", StringComparison.Ordinal);
}
