// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Npgsql;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Postgres;

/// <summary>Statements of a unit as PostgreSQL gets them. What must hit exactly one row says so to the server, which then undoes the unit without asking back.</summary>
internal static class PostgresText
{
    /// <summary>How the server says that something missed. Nothing else in our statements divides.</summary>
    public const string Missed = PostgresErrorCodes.DivisionByZero;

    private static readonly ConcurrentDictionary<string, string> Hitting = new(StringComparer.Ordinal);

    public static string Of(SqlStatement statement) =>
        statement.HasToHit ? Hitting.GetOrAdd(statement.Text, MustHit) : SqlDialect.Postgres.Render(statement.Text);

    private static string MustHit(string text)
    {
        var rendered = SqlDialect.Postgres.Render(text);
        var returning = rendered.TrimStart().StartsWith("SELECT", StringComparison.Ordinal) ? string.Empty : " RETURNING 1";
        return $"WITH hit AS ({rendered}{returning}) SELECT 1 / CAST(count(*) = 1 AS integer) FROM hit";
    }
}
