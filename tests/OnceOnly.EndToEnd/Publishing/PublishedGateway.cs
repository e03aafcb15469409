// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using OnceOnly.EndToEnd.Architecture;

namespace OnceOnly.EndToEnd.Publishing;

/// <summary>The gateway as the Dockerfile publishes it, in a folder that nobody may write to, run by a user who is not root.</summary>
public sealed class PublishedGateway : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-published-");

    internal ContainerFile Container { get; } = new();

    public string Application => Path.Combine(_folder.FullName, "app");

    /// <summary>For state, certificates and whatever else the user must be able to read or write.</summary>
    public string Work => Path.Combine(_folder.FullName, "work");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Work);
        foreach (var arguments in Container.PublishInto(Application))
        {
            var start = new ProcessStartInfo("dotnet", [.. arguments, "--nologo", "-v", "q", "-nodeReuse:false"]) { WorkingDirectory = SolutionFolder.Root };
            (await RunAsync(start)).ExitCode.ShouldBe(0);
        }

        (await RunAsync(new ProcessStartInfo("chmod", ["-R", "a-w,a+rX", Application]))).ExitCode.ShouldBe(0);
        (await RunAsync(new ProcessStartInfo("chmod", ["a+rx", _folder.FullName]))).ExitCode.ShouldBe(0);
    }

    /// <summary>The entry point, as the container's user, in the application's folder.</summary>
    public ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        IReadOnlyList<string> command = [.. Container.EntryPoint, .. arguments];
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=" + Container.User, "--regid=" + Container.User, "--clear-groups", .. command])
            : new ProcessStartInfo(command[0], command.Skip(1));
        start.WorkingDirectory = Application;
        return start;
    }

    /// <summary>Gives what is in the folder for work to the container's user.</summary>
    public async Task HandOverAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            (await RunAsync(new ProcessStartInfo("chown", ["-R", $"{Container.User}:{Container.User}", Work]))).ExitCode.ShouldBe(0);
        }
    }

    /// <returns>How it ended, and what it said on standard error.</returns>
    public static async Task<(int ExitCode, string Errors)> RunAsync(ProcessStartInfo start)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await errors);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(new ProcessStartInfo("chmod", ["-R", "u+w", _folder.FullName]));
        _folder.Delete(recursive: true);
    }
}
