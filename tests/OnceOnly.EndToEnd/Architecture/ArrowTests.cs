// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;

namespace OnceOnly.EndToEnd.Architecture;

/// <summary>Which project may know which: the picture in docs/architecture.md, held.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["OnceOnly.Evidence"] = [],
        ["OnceOnly.XmlSecurity"] = [],
        ["OnceOnly.Grpc"] = [],
        ["OnceOnly.Eidas"] = ["OnceOnly.XmlSecurity"],
        ["OnceOnly.EDelivery"] = ["OnceOnly.XmlSecurity"],
        ["OnceOnly.Identity"] = ["OnceOnly.Evidence", "OnceOnly.Eidas"],
        ["OnceOnly.Registries"] = ["OnceOnly.Evidence", "OnceOnly.XmlSecurity"],
        ["OnceOnly.Oots"] = ["OnceOnly.Evidence", "OnceOnly.EDelivery", "OnceOnly.XmlSecurity"],
        ["OnceOnly.Storage"] = ["OnceOnly.Evidence", "OnceOnly.Identity", "OnceOnly.Oots", "OnceOnly.EDelivery"],
        ["OnceOnly.Gateway"] =
        [
            "OnceOnly.Evidence", "OnceOnly.Identity", "OnceOnly.Registries", "OnceOnly.Oots", "OnceOnly.EDelivery", "OnceOnly.Storage",
            "OnceOnly.Grpc", "OnceOnly.XmlSecurity",
        ],
        ["OnceOnly.Pilot"] = ["OnceOnly.Gateway", "OnceOnly.Eidas", "OnceOnly.Oots"],
        ["OnceOnly.Cli"] = ["OnceOnly.Eidas", "OnceOnly.EDelivery", "OnceOnly.Identity", "OnceOnly.Oots", "OnceOnly.Storage", "OnceOnly.Pilot"],
    };

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Path.Combine(SolutionFolder.Root, "src")).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_projects_it_may_know(string project)
    {
        Allowed.ShouldContainKey(project, "a new project needs its row in the table of arrows");
        References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(Allowed[project], StringComparer.Ordinal).ShouldBeEmpty();
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
}
