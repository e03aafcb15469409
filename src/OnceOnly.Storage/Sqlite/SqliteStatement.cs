// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Data.Sqlite;

namespace OnceOnly.Storage.Sqlite;

/// <summary>One use of a compiled statement. Every parameter must be set on each use.</summary>
internal readonly struct SqliteStatement(SqliteCommand command)
{
    public SqliteStatement With(string name, object? value)
    {
        var index = command.Parameters.IndexOf(name);
        var parameter = index < 0 ? command.Parameters.Add(new SqliteParameter { ParameterName = name }) : command.Parameters[index];
        parameter.Value = value ?? DBNull.Value;
        return this;
    }

    public SqliteStatement With(string name, DateTimeOffset? value) => With(name, value?.ToUnixTimeMilliseconds());

    /// <returns>Number of rows changed.</returns>
    public int Execute() => command.ExecuteNonQuery();

    public T? One<T>(Func<SqliteDataReader, T> map)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public List<T> All<T>(Func<SqliteDataReader, T> map)
    {
        var rows = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }
}
