// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;

namespace OnceOnly.Oots.CodeLists;

/// <summary>One list: codes, and for some lists a property of each code.</summary>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, string> codes;

    private CodeList(IEnumerable<KeyValuePair<string, string>> codes) =>
        this.codes = codes.DistinctBy(code => code.Key, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<string> Codes => codes.Keys;

    /// <summary>Compared exactly: the lists publish one spelling.</summary>
    public bool Contains(string code) => codes.ContainsKey(code);

    /// <summary>The column after the code; null when the code is not in the list.</summary>
    public string? PropertyOf(string code) => codes.GetValueOrDefault(code);

    /// <summary>Reads comma-separated lines under one heading: code first, then its property, the rest is for people.</summary>
    /// <exception cref="InvalidDataException">No code is there.</exception>
    public static CodeList Parse(TextReader lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var read = new List<KeyValuePair<string, string>>();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            var columns = line.Split(',');
            if (Unquoted(columns[0]) is { Length: > 0 } code)
            {
                read.Add(new(code, columns.Length > 1 ? Unquoted(columns[1]) : string.Empty));
            }
        }

        // One that lists nothing would refuse every message.
        return read.Count > 0 ? new CodeList(read) : throw new InvalidDataException("no code under the heading");
    }

    private static string Unquoted(string column) => column.Trim().Trim('"');
}
