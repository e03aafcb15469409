// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;

namespace OnceOnly.Storage.Sql;

/// <summary>What an engine says in place of the words in braces. Everything else in the statements is understood by all engines.</summary>
internal sealed class SqlDialect(IReadOnlyDictionary<string, string> words)
{
    private readonly ConcurrentDictionary<string, string> _rendered = new(StringComparer.Ordinal);

    /// <summary>SQLite has one writer, which needs no locks.</summary>
    public static SqlDialect Sqlite { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["{share}"] = string.Empty,
        ["{lock}"] = string.Empty,
        ["{lock what is free}"] = string.Empty,
        ["{ledger arrivals}"] = "ledger_entry",
        ["{json texts of @aliases}"] = "SELECT value FROM json_each(@aliases)",
    });

    /// <summary>In PostgreSQL transactions run side by side.</summary>
    public static SqlDialect Postgres { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["{share}"] = " FOR SHARE",
        ["{lock}"] = " FOR NO KEY UPDATE",
        ["{lock what is free}"] = " FOR UPDATE SKIP LOCKED",
        ["{ledger arrivals}"] = "ledger_arrival",
        ["{json texts of @aliases}"] = "SELECT json_array_elements_text(CAST(@aliases AS json))",
    });

    public string Render(string text) => _rendered.GetOrAdd(text, static (text, words) =>
        text.Contains('{', StringComparison.Ordinal)
            ? words.Aggregate(text, (result, word) => result.Replace(word.Key, word.Value, StringComparison.Ordinal))
            : text, words);
}
