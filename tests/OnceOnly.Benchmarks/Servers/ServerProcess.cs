// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;

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
    }

    /// <summary>What the server said after <c>ready </c>.</summary>
    public string Ready { get; }

    /// <summary>Processor time, user and system, of all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use, in bytes.</summary>
    public long Memory => Status("VmRSS:");

    /// <summary>Most memory in use since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakMemory => Status("VmHWM:");

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

    /// <summary>Lets <see cref="PeakMemory"/> begin anew.</summary>
    public void ForgetPeak() => File.WriteAllText(Proc("clear_refs"), "5");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private long Status(string name)
    {
        var line = File.ReadLines(Proc("status")).First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kilobytes = line[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim();
        return 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture);
    }

    private string Proc(string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/{file}");
}
