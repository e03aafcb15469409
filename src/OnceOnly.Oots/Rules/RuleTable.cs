// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>The table of rules, <c>schemas/oots/rules.csv</c>: which rule holds in which version, and how severely.</summary>
public static class RuleTable
{
    private static readonly FrozenDictionary<(string, EdmVersion), RuleRow> ByIdAndVersion;

    static RuleTable()
    {
        Rows = Read();
        ByIdAndVersion = Rows
            .SelectMany(row => row.Versions.Select(version => (Key: (row.Id, version), Row: row)))
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Row);
    }

    public static IReadOnlyList<RuleRow> Rows { get; }

    /// <summary>Null when the rule does not hold in the version.</summary>
    public static RuleRow? Find(string id, EdmVersion version) => ByIdAndVersion.GetValueOrDefault((id, version));

    private static List<RuleRow> Read()
    {
        using var lines = new StreamReader(typeof(RuleTable).Assembly.GetManifestResourceStream("oots/rules.csv")!);
        var rows = new List<RuleRow>();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            // The meaning comes last and may hold commas.
            var columns = line.Split(',', 6);
            rows.Add(new RuleRow(
                columns[0],
                columns[1].Split(' ').Select(Version).ToFrozenSet(),
                Enum.Parse<RuleSeverity>(columns[2], ignoreCase: true),
                columns[3] == "yes",
                columns[5].Trim('"'),
                columns[4]));
        }

        return rows;
    }

    private static EdmVersion Version(string number) =>
        EdmVersions.TryParseNumber(number, out var version) ? version : throw new FormatException($"rules.csv names an unknown version '{number}'.");
}
