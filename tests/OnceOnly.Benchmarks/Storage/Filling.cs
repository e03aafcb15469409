// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Globalization;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>
/// Multiplies the rows of one finished exchange, each under identifiers of its own that lie as far apart as random ones do.
/// Names and times are the same, keys open nothing: nobody looks at those.
/// </summary>
internal sealed class Filling(IEngine engine, string name)
{
    // A number that is spread over ten digits: i times an odd number, modulo a power of two.
    private const string Spread = "substr(CAST(10000000000 + i * 2654435761 % 4294967296 AS text), 2)";

    public async Task<FilledBytes> RunAsync(long count, CancellationToken cancellationToken)
    {
        var before = await engine.SizeAsync(name, cancellationToken);
        await CopyAsync(
            DatabaseName.State,
            count,
            [
                new("explicit_request", ["id", "subject"]),
                new("exchange", ["id", "explicit_request_id", "copy_id"]),
                new("evidence_copy", ["id", "explicit_request_id", "subject", "copy_key", "shared_key"]),
                new("evidence_segment", ["copy_id"]),
                new("single_use", ["key"]),
            ],
            cancellationToken);
        await CopyAsync(DatabaseName.Keys, count, [new("wrapped_key", ["owner"], "owner <> ''")], cancellationToken);
        var middle = await engine.SizeAsync(name, cancellationToken);

        // One exchange leaves several entries.
        var entries = (long)(await AskAsync(DatabaseName.State, $"SELECT count(*) FROM {engine.Arrivals}", cancellationToken))!;
        await CopyAsync(DatabaseName.State, count / entries, [new(engine.Arrivals, ["person"]) { Left = "id" }], cancellationToken);
        var after = await engine.SizeAsync(name, cancellationToken);
        return new FilledBytes((double)(middle - before) / count, (double)(after - middle) / count);
    }

    private async Task CopyAsync(string part, long count, Table[] tables, CancellationToken cancellationToken)
    {
        await using var connection = engine.Open(name, part);
        await SayAsync(connection, engine.Filling.Before, cancellationToken);
        foreach (var table in tables)
        {
            var columns = (await ColumnsAsync(connection, table.Name, cancellationToken)).Where(column => column.Name != table.Left).ToArray();
            var names = string.Join(", ", columns.Select(column => column.Name));
            var values = string.Join(", ", columns.Select(column => table.Spread.Contains(column.Name) ? Value(column) : column.Name));
            await SayAsync(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"""
                    WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {count})
                    INSERT INTO {table.Name} ({names}) SELECT {values} FROM {table.Name} CROSS JOIN n WHERE {table.Which}
                    """),
                cancellationToken);
        }

        await SayAsync(connection, engine.Filling.After, cancellationToken);
    }

    private string Value(Column column) => column.IsBytes
        ? $"CASE WHEN {column.Name} IS NOT NULL THEN CAST(CAST({Spread} AS {engine.Bytes}) || substr({column.Name}, 11) AS {engine.Bytes}) END"

        // What stands before is the kind of a mark, which is the same for all.
        : column.Name == "key" ? $"substr({column.Name}, 1, length({column.Name}) - 22) || {Spread} || substr({column.Name}, length({column.Name}) - 11)"
        // The keys of the person of the real exchange stay the first ones: who starts tries to open one.
        : column.Name == "owner" ? $"'~' || {Spread} || substr({column.Name}, 12)"
        : $"{Spread} || substr({column.Name}, 11)";

    private static async Task<List<Column>> ColumnsAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"SELECT * FROM {table} LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(column => new Column(reader.GetName(column), reader.GetDataTypeName(column) is "bytea" or "BLOB"))];
    }

    private async Task<object?> AskAsync(string part, string sql, CancellationToken cancellationToken)
    {
        await using var connection = engine.Open(name, part);
        await using var command = Command(connection, sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task SayAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Nothing in it comes from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }

    /// <param name="Name">Its name.</param>
    /// <param name="Spread">Columns that differ from row to row.</param>
    /// <param name="Which">Rows to multiply.</param>
    private sealed record Table(string Name, string[] Spread, string Which = "i > 0")
    {
        /// <summary>A column that the engine fills itself.</summary>
        public string? Left { get; init; }
    }

    private sealed record Column(string Name, bool IsBytes);
}

/// <param name="Exchange">Bytes on disk an exchange takes, indexes included.</param>
/// <param name="Entry">Bytes on disk a ledger entry takes.</param>
internal sealed record FilledBytes(double Exchange, double Entry);
