// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace OnceOnly.Storage.Sqlite;

/// <summary>A connection that keeps its statements compiled, because the provider would compile each one anew.</summary>
public sealed class SqliteSession : SqliteConnection
{
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string connectionString)
        : base(connectionString)
    {
    }

    /// <summary>A compiled statement, ready for its parameters. The texts must be constants: each is kept.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants.")]
    internal SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            _statements.Add(sql, command);
        }

        return new SqliteStatement(command);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _statements.Values)
            {
                command.Dispose();
            }

            _statements.Clear();
        }

        base.Dispose(disposing);
    }
}
