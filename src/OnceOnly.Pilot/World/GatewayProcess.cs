// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace OnceOnly.Pilot.World;

/// <summary>The gateway in a process of its own, which can be measured, listened to, and killed.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private const string Program = "OnceOnly.Gateway.dll";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private const int LinesKept = 30;

    private readonly ConcurrentQueue<string> _lastLines = new();

    private GatewayProcess(Process process) => Process = process;

    public Process Process { get; }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="arguments">Its whole configuration.</param>
    /// <param name="operations">Its address for health and metrics.</param>
    /// <param name="listen">Gets each line of its output and errors; called from other threads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended instead, or does not get ready.</exception>
    public static Task<GatewayProcess> StartAsync(
        IEnumerable<string> arguments, Uri operations, Action<string> listen, CancellationToken cancellationToken) =>
        StartAsync(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, Program), .. arguments]), operations, listen, cancellationToken);

    /// <param name="start">How to start it.</param>
    /// <param name="operations">Its address for health and metrics.</param>
    /// <param name="listen">Gets each line of its output and errors; called from other threads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended instead, or does not get ready.</exception>
    public static async Task<GatewayProcess> StartAsync(
        ProcessStartInfo start, Uri operations, Action<string> listen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var gateway = new GatewayProcess(new Process { StartInfo = start });
        gateway.Process.OutputDataReceived += (_, line) => gateway.Hear(line.Data, listen);
        gateway.Process.ErrorDataReceived += (_, line) => gateway.Hear(line.Data, listen);
        gateway.Process.Start();
        gateway.Process.BeginOutputReadLine();
        gateway.Process.BeginErrorReadLine();
        try
        {
            await gateway.WaitUntilReadyAsync(operations, cancellationToken);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a power cut would: SIGKILL, no last words.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>Asks it to end (SIGTERM), as an orchestrator does, and waits until it has said all it had to say.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await Process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Process.Dispose();
    }

    private void Hear(string? line, Action<string> listen)
    {
        if (!string.IsNullOrEmpty(line))
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.TryDequeue(out _);
            }

            listen(line);
        }
    }

    private async Task WaitUntilReadyAsync(Uri operations, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await IsReadyAsync(http, new Uri(operations, "/health/ready"), patience.Token))
        {
            if (Process.HasExited)
            {
                await Process.WaitForExitAsync(cancellationToken);
                throw new InvalidOperationException($"The gateway ended before it was ready: {string.Join('\n', _lastLines)}");
            }

            await Task.Delay(LookAgain, patience.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri health, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(health, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
