// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;
using OnceOnly.Cli;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Storage.Ledger;

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>The files that a gateway left behind, and what an operator can find out from them.</summary>
internal sealed class StateFiles(string folder)
{
    public const string Checkpoints = "checkpoints.log";

    private const int Everything = int.MaxValue;

    public string Folder => folder;

    public bool HasCheckpoints => File.Exists(Path.Combine(folder, Checkpoints));

    private string Database => Path.Combine(folder, "state.db");

    /// <summary>Runs <c>onceonly ledger verify</c>.</summary>
    public async Task<(int ExitCode, string Output)> VerifyAsync()
    {
        var output = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            ["ledger", "verify", "--folder", folder], output, output, TimeProvider.System, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }

    public async Task<IReadOnlyList<LedgerEntry>> ReadLedgerAsync()
    {
        await using var ledger = StoredLedger.InFile(Database);
        var records = await ledger.Store.SequenceAsync(0, Everything, TestContext.Current.CancellationToken);
        return [.. records.Select(record => LedgerJson.Read(record.Body))];
    }

    public IReadOnlyList<(string Id, string State, string? Error)> ReadExchanges()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, state, error FROM exchange";
        using var reader = command.ExecuteReader();
        var exchanges = new List<(string, string, string?)>();
        while (reader.Read())
        {
            exchanges.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }

        return exchanges;
    }

    /// <summary>Does what whoever owns the database can do.</summary>
    /// <param name="sql">With the parameter <c>$id</c>.</param>
    /// <param name="id">Row of an entry; the entry's place is one less.</param>
    public void Spoil(string sql, long id)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }

    /// <summary>A copy, to keep or to spoil. Nobody may be writing.</summary>
    public StateFiles CopyTo(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }

        return new StateFiles(target);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
