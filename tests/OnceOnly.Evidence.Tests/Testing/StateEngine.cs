// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;

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

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
