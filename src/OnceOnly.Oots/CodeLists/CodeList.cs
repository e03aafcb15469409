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
    public static CodeList Parse(TextReader lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var read = new List<KeyValuePair<string, string>>();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            var columns = line.Split(',');
            if (columns[0].Trim() is { Length: > 0 } code)
            {
                read.Add(new(code, columns.Length > 1 ? columns[1].Trim() : string.Empty));
            }
        }

        return new CodeList(read);
    }
}
