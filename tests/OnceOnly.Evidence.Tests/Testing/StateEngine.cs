// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>State in SQLite files. OnceOnly.Evidence.OnPostgres.Tests has another one, and runs the same tests on it.</summary>
internal sealed class StateEngine(string folder) : IAsyncDisposable
{
    /// <summary>Configuration of an instance.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sqlite:Folder"] = folder };

    /// <summary>What <c>onceonly ledger verify</c> needs to find the ledger.</summary>
    public string[] LedgerOptions { get; } = [];

    /// <summary>Runs statements as another program would.</summary>
    /// <returns>The first column.</returns>
    public IReadOnlyList<string> Query(string sql, string database)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, database + ".db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }

    /// <summary>From now on keys cannot be deleted, or can again.</summary>
    public void KeepKeys(bool keep) => Query(
        keep ? "CREATE TRIGGER dies BEFORE DELETE ON wrapped_key BEGIN SELECT RAISE(ABORT, 'died'); END" : "DROP TRIGGER dies", "keys");

    /// <summary>Which of the statements look at all rows of a table, or at all of an index that is not of a part of them.</summary>
    public IEnumerable<(string Table, string Statement)> Scans(string database, IEnumerable<SqlStatement> statements)
    {
        var parts = Query("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'", database);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, database + ".db")};Pooling=False");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + Rendered(statement.Text);
            foreach (var (name, _, value) in statement.Parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }

            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                // SCAN exchange USING INDEX exchange_due_at; nearly all have not expired.
                var words = reader.GetString(3).Split(' ');
                if ((words is ["SCAN", not "CONSTANT", ..] && !parts.Contains(words[^1])) || words is ["SEARCH", .., "(expires_at>?)"])
                {
                    yield return (words[1], statement.Text);
                }
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Rendered(string text) => text
        .Replace("{ledger arrivals}", "ledger_entry", StringComparison.Ordinal)
        .Replace("{json texts of @aliases}", "SELECT value FROM json_each(@aliases)", StringComparison.Ordinal)
        .Replace("{share}", string.Empty, StringComparison.Ordinal)
        .Replace("{lock}", string.Empty, StringComparison.Ordinal)
        .Replace("{lock what is free}", string.Empty, StringComparison.Ordinal);
}
