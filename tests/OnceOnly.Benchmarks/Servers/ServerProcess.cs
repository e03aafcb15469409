// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;

namespace OnceOnly.Benchmarks.Servers;

/// <summary>A server in a process of its own, so that its time and memory can be told from ours.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, string ready)
    {
        _process = process;
        Ready = ready;
        Figures = new ProcessFigures(process);
    }

    /// <summary>What the server said after <c>ready </c>.</summary>
    public string Ready { get; }

    public ProcessFigures Figures { get; }

    /// <summary>Starts the program and waits for the line on standard output that begins with <c>ready</c>.</summary>
    public static async Task<ServerProcess> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("ready", StringComparison.Ordinal))
                {
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new ServerProcess(process, line["ready".Length..].Trim());
                }
            }

            throw new InvalidOperationException($"{program} ended before it was ready.");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
