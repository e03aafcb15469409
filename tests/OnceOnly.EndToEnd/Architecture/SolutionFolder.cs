// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Architecture;

/// <summary>The solution's root, found upwards from the test's own folder.</summary>
internal static class SolutionFolder
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> SourceFiles(string pattern) =>
        new[] { "src", "tests", "samples" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(file => !IsGenerated(file));

    private static bool IsGenerated(string file) =>
        file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OnceOnly.Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("OnceOnly.Gateway.sln was not found above the tests.");
    }
}
