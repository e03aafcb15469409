// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;

namespace OnceOnly.EndToEnd.Pilot;

public sealed class WalkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_walk_ends_well_and_says_so()
    {
        var (exitCode, output) = await RunAsync("walk");

        exitCode.ShouldBe(0, output);
        output.TrimEnd().ShouldEndWith("walk: ok");
        output.ShouldContain("citizen supplied 0, registry asked 1, served from copy 1");
    }

    [Fact]
    public async Task The_walk_names_the_step_that_fails()
    {
        // A gateway that keeps no registry in its catalogue for Aegina's first procedure.
        var (exitCode, output) = await RunAsync("walk", "--Identity:Clients:0:EvidenceTypes:0=birth-certificate");

        exitCode.ShouldBe(1, output);
        output.ShouldContain("walk: failed at \"Maria applies in Aegina");
        output.ShouldNotContain("walk: ok");
    }

    [Fact]
    public async Task Words_it_does_not_know_are_a_usage_error()
    {
        var (exitCode, output) = await RunAsync("wlak");

        exitCode.ShouldBe(2);
        output.ShouldContain("usage:");
    }

    /// <summary>A process of its own, as its user runs it: counters are counted by the process.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        var pilot = Path.Combine(AppContext.BaseDirectory, "OnceOnly.Pilot.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [pilot, .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
