// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;

namespace OnceOnly.EndToEnd.Architecture;

/// <summary>The conformance page names tests; each of them must exist.</summary>
public sealed partial class ConformanceTableTests
{
    [Fact]
    public void every_row_of_the_eIDAS_conformance_page_names_a_test_that_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(SolutionFolder.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        var rows = File.ReadLines(Path.Combine(SolutionFolder.Root, "docs", "eidas-conformance.md"))
            .SkipWhile(line => line != "## Requests")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line != "| rule | held by |")
            .ToList();

        rows.Count.ShouldBeGreaterThan(30);
        foreach (var row in rows)
        {
            var tests = TestName().Matches(row.Split('|')[^2]);
            tests.ShouldNotBeEmpty(row);
            foreach (Match test in tests)
            {
                var files = sources[test.Groups["class"].Value].ToList();
                files.ShouldNotBeEmpty($"No class {test.Value}");
                var method = test.Groups["method"];
                (!method.Success || files.Exists(file => File.ReadAllText(file).Contains($" {method.Value}(", StringComparison.Ordinal)))
                    .ShouldBeTrue($"No test {test.Value}");
            }
        }
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
