// SPDX-License-Identifier: EUPL-1.2

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OnceOnly.EndToEnd.Architecture;

/// <summary>Which project may know which: the picture in docs/architecture.md, held.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = File.ReadLines(Path.Combine(SolutionFolder.Root, "docs", "architecture.md"))
        .Where(line => line.StartsWith("| `OnceOnly.", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(row => row[1].Trim('`'), row => Names(row[3]), StringComparer.Ordinal);

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Path.Combine(SolutionFolder.Root, "src")).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_projects_it_may_know(string project)
    {
        Allowed.ShouldContainKey(project, "a new project needs its row in the table of arrows");
        References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).ShouldBe(Allowed[project], ignoreOrder: true);
    }

    // What comes with a project that is referred to would be there without being referred to.
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_projects_it_refers_to(string project)
    {
        var folder = Path.Combine(SolutionFolder.Root, "src", project) + Path.DirectorySeparatorChar;
        SolutionFolder.SourceFiles("*.cs").Concat(SolutionFolder.SourceFiles("*.cshtml")).Concat(SolutionFolder.SourceFiles("*.razor"))
            .Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .Select(line => Used().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["project"].Value)
            .Distinct(StringComparer.Ordinal)
            .Except([.. Allowed[project], project], StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OnceOnly.Evidence")]
    [InlineData("OnceOnly.XmlSecurity")]
    [InlineData("OnceOnly.Eidas")]
    [InlineData("OnceOnly.EDelivery")]
    public void The_heart_and_the_protocol_libraries_know_neither_ASPNET_nor_SQL(string project)
    {
        References(project, "FrameworkReference").ShouldBeEmpty();
        References(project, "PackageReference").ShouldNotContain(package => package.Contains("Sqlite") || package.Contains("Npgsql") || package == "Dapper");
    }

    [Fact]
    public void No_folder_is_a_dumping_ground()
    {
        string[] dumps = ["Services", "Helpers", "Utils", "Utilities", "Common", "Models", "Misc", "Shared"];
        SolutionFolder.SourceFiles("*.cs")
            .Where(file => Path.GetRelativePath(SolutionFolder.Root, file).Split(Path.DirectorySeparatorChar).Intersect(dumps).Any())
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_source_file_names_its_licence()
    {
        string[] patterns = ["*.cs", "*.cshtml", "*.proto", "*.sql", "*.py", "*.mjs", "*.css", "*.csproj"];
        patterns.SelectMany(SolutionFolder.SourceFiles)
            .Where(file => !File.ReadLines(file).Take(3).Any(line => line.Contains("SPDX-License-Identifier: EUPL-1.2")))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(SolutionFolder.Root, "src", project, project + ".csproj"))
            .Descendants(kind)
            .Select(element => (string)element.Attribute("Include")!);

    private static string[] Names(string cell) =>
        cell == "nothing of ours" ? [] : [.. Aside().Replace(cell, "").Split(',', StringSplitOptions.TrimEntries).Select(name => $"OnceOnly.{name}")];

    [GeneratedRegex(@"^@?(global )?using (static )?(\w+ = )?(?<project>OnceOnly\.\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Used();

    [GeneratedRegex(@" \([^)]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aside();
}
