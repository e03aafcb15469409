// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;

namespace OnceOnly.EndToEnd.Worlds;

/// <summary>Looks again and again how much memory a process has for itself.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Process _process;
    private readonly long _before;
    private readonly Task<long> _highest;

    public MemoryWatch(Process process)
    {
        _process = process;
        _before = Look();
        _highest = WatchAsync();
    }

    /// <returns>By how many bytes it was more, at the most, than at first.</returns>
    public async Task<long> StopAsync()
    {
        await _stop.CancelAsync();
        return await _highest - _before;
    }

    /// <summary>Bytes in memory that no file backs. Linux tells them apart from address space that was only set aside.</summary>
    public static long PrivateMemory(Process process)
    {
        if (OperatingSystem.IsLinux())
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status")).First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }

        process.Refresh();
        return process.PrivateMemorySize64;
    }

    public void Dispose() => _stop.Dispose();

    private async Task<long> WatchAsync()
    {
        var highest = _before;
        while (!_stop.IsCancellationRequested)
        {
            highest = Math.Max(highest, Look());
            await Task.Delay(LookAgain, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return highest;
    }

    private long Look() => PrivateMemory(_process);
}
