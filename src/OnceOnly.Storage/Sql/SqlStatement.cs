// SPDX-License-Identifier: EUPL-1.2

using System.Data;

namespace OnceOnly.Storage.Sql;

/// <summary>
/// One use of a statement: its text and the values of its parameters (<c>@name</c>). Texts must be constants, because
/// engines keep them compiled; what engines say differently stands in braces, see <see cref="SqlDialect"/>.
/// </summary>
public sealed class SqlStatement(string text)
{
    private readonly List<SqlParameterValue> _parameters = [];

    /// <summary>A statement that has to change or find exactly one row; else its unit is undone.</summary>
    public static SqlStatement MustHit(string text) => new(text) { HasToHit = true };

    /// <summary>The same for one that <see cref="MayBeGrouped"/>.</summary>
    public static SqlStatement MustHitInGroup(string text) => new(text) { HasToHit = true, MayBeGrouped = true };

    public static SqlStatement InGroup(string text) => new(text) { MayBeGrouped = true };

    public string Text => text;

    public bool HasToHit { get; private init; }

    /// <summary>
    /// Whether a unit of such statements may be committed together with others: it adds rows that nobody else has to do
    /// with, or reads rows for which nobody waits who holds what such a unit waits for.
    /// </summary>
    public bool MayBeGrouped { get; private init; }

    public IReadOnlyList<SqlParameterValue> Parameters => _parameters;

    public SqlStatement With(string name, string? value) => Add(name, DbType.String, value);

    public SqlStatement With(string name, long? value) => Add(name, DbType.Int64, value);

    public SqlStatement With(string name, bool value) => Add(name, DbType.Boolean, value);

    public SqlStatement With(string name, byte[]? value) => Add(name, DbType.Binary, value);

    /// <summary>Times are stored as Unix milliseconds.</summary>
    public SqlStatement With(string name, DateTimeOffset? value) => With(name, value?.ToUnixTimeMilliseconds());

    private SqlStatement Add(string name, DbType type, object? value)
    {
        _parameters.Add(new SqlParameterValue(name, type, value ?? DBNull.Value));
        return this;
    }
}

/// <param name="Name">With its sign: <c>@id</c>.</param>
/// <param name="Type">Known also where the value is null.</param>
/// <param name="Value">Never null, but <see cref="DBNull"/>.</param>
public readonly record struct SqlParameterValue(string Name, DbType Type, object Value);
