// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Sql;

/// <summary>What a database has seen already, held against what this program knows.</summary>
internal static class SchemaHistory
{
    /// <param name="place">Names the database for whoever reads the message.</param>
    /// <param name="known">Scripts of this program.</param>
    /// <param name="applied">Number and digest of those applied; older programs recorded no digest.</param>
    /// <returns>What is still to be applied.</returns>
    /// <exception cref="InvalidDataException">The database is not this program's, or of a newer one.</exception>
    public static IReadOnlyList<SqlScript> Pending(string place, IReadOnlyList<SqlScript> known, IReadOnlyDictionary<int, string?> applied)
    {
        if (applied.Keys.Except(known.Select(script => script.Number)).ToArray() is { Length: > 0 } unknown)
        {
            throw new InvalidDataException(
                $"{place} was upgraded by a newer program (script {unknown.Max():0000}, this one ends at {known.Max(script => script.Number):0000}). Run that version, or restore a backup from before.");
        }

        if (known.FirstOrDefault(script => applied.GetValueOrDefault(script.Number) is { } digest && digest != script.Digest) is { } changed)
        {
            throw new InvalidDataException($"{place} was made with another text of script {changed.Name}. Scripts never change once they were released: run the program that made it.");
        }

        return [.. known.Where(script => !applied.ContainsKey(script.Number))];
    }
}
