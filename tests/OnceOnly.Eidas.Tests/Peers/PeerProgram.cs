// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OnceOnly.Eidas.Tests.Peers;

/// <summary>Runs foreign programs, each within a minute.</summary>
internal static class PeerProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The folder tests/peers.</summary>
    public static string Folder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../peers"));

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsHere(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(path => File.Exists(Path.Combine(path, name)));

    /// <summary>Skips the test where the counterpart is missing; fails it where everything must be there.</summary>
    public static void SkipUnless(bool isHere, string reason)
    {
        if (!isHere)
        {
            (Environment.GetEnvironmentVariable("CI") == "true").ShouldBeFalse(reason);
            Assert.Skip(reason);
        }
    }

    public static async Task<string> RunAsync(string program, string? input, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        await using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.ExitCode.ShouldBe(0, await output + await error);
        return await output;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
