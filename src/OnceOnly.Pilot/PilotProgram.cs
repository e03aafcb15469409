// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot;

/// <summary>What the pilot does: stay up for somebody to click through, or walk through by itself.</summary>
public static class PilotProgram
{
    /// <returns>0; 1 when the walk failed or the pilot could not start; 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> words, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        if (PilotArguments.Parse(words) is not { } arguments)
        {
            await error.WriteLineAsync(PilotArguments.Usage);
            return 2;
        }

        try
        {
            return arguments.Walks
                ? await WalkAsync(arguments, output, error, time, cancellationToken)
                : await StayUpAsync(arguments, output, error, time, cancellationToken);
        }
        catch (InvalidOperationException failed) when (failed.Source == typeof(PilotProgram).Assembly.GetName().Name)
        {
            // It has said why itself.
            await error.WriteLineAsync("The gateway of the second Member State cannot start.");
            return 1;
        }
        catch (OptionsValidationException refused)
        {
            await error.WriteLineAsync(string.Join('\n', refused.Failures));
            return 1;
        }
        catch (IOException failed)
        {
            await error.WriteLineAsync($"The pilot cannot start: {failed.Message} With --ports auto it takes free ports.");
            return 1;
        }
    }

    private static async Task<int> StayUpAsync(
        PilotArguments arguments, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = arguments.DataFolder ?? Path.Combine(SolutionFolder.Find() ?? Environment.CurrentDirectory, "pilot-data");
        await using var world = await StartAsync(arguments, data, arguments.FreePorts ?? false, error, time, cancellationToken);
        await Greeting.WriteAsync(world, output);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("Stopping.");
        }

        return 0;
    }

    private static async Task<int> WalkAsync(
        PilotArguments arguments, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellationToken)
    {
        // A walk counts what happens, so it must not find copies of an earlier one.
        var temporary = arguments.DataFolder is null ? Directory.CreateTempSubdirectory("onceonly-walk-") : null;
        try
        {
            await using var world = await StartAsync(
                arguments, arguments.DataFolder ?? temporary!.FullName, arguments.FreePorts ?? true, error, time, cancellationToken);
            return await WalkRunner.RunAsync(world, output, time, cancellationToken) ? 0 : 1;
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static Task<PilotWorld> StartAsync(
        PilotArguments arguments, string dataFolder, bool freePorts, TextWriter error, TimeProvider time, CancellationToken cancellationToken) =>
        PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = freePorts ? PilotAddresses.Free() : PilotAddresses.Fixed(),
                DataFolder = dataFolder,
                CertificatesFolder = arguments.CertificatesFolder,
                GatewaySettings = arguments.GatewaySettings,
                CrossesBorders = true,
                Listen = error.WriteLine,
                Time = time,
            },
            cancellationToken);
}
