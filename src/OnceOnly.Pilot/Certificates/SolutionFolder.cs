// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Certificates;

/// <summary>Finds the folder of the solution, where development certificates and pilot data live.</summary>
public static class SolutionFolder
{
    private const string Solution = "OnceOnly.Gateway.sln";

    /// <returns>The folder, looked for upwards from the working folder and from the program; null when there is none.</returns>
    public static string? Find() => FindAbove(Environment.CurrentDirectory) ?? FindAbove(AppContext.BaseDirectory);

    private static string? FindAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
