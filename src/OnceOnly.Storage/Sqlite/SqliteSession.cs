// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Sqlite;

/// <summary>A connection that keeps its statements compiled, because the provider would compile each one anew.</summary>
internal sealed class SqliteSession(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <returns>Number of rows changed, or found by a query.</returns>
    public int Run(SqlStatement statement)
    {
        using var reader = Command(statement).ExecuteReader();
        if (reader.FieldCount == 0)
        {
            return reader.RecordsAffected;
        }

        var rows = 0;
        while (reader.Read())
        {
            rows++;
        }

        return rows;
    }

    /// <summary>The same for texts of the engine's own.</summary>
    public void Run(string text) => Command(text).ExecuteNonQuery();

    public T? One<T>(SqlStatement query, Func<DbDataReader, T> map)
    {
        using var reader = Command(query).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> All<T>(SqlStatement query, Func<DbDataReader, T> map)
    {
        var rows = new List<T>();
        using var reader = Command(query).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _commands.Values)
            {
                command.Dispose();
            }

            _commands.Clear();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Command(SqlStatement statement)
    {
        var command = Command(statement.Text);
        foreach (var (name, _, value) in statement.Parameters)
        {
            var index = command.Parameters.IndexOf(name);
            var parameter = index < 0 ? command.Parameters.Add(new SqliteParameter { ParameterName = name }) : command.Parameters[index];
            parameter.Value = value;
        }

        return command;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants.")]
    private SqliteCommand Command(string text)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            command = CreateCommand();
            command.CommandText = SqlDialect.Sqlite.Render(text);
            _commands.Add(text, command);
        }

        return command;
    }
}
