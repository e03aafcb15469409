// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;

namespace OnceOnly.Benchmarks.Servers;

/// <summary>What Linux knows about a process.</summary>
internal sealed class ProcessFigures(Process process)
{
    /// <summary>Processor time, user and system, of all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use, in bytes.</summary>
    public long Memory => Status("VmRSS:");

    /// <summary>Most memory in use since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakMemory => Status("VmHWM:");

    /// <summary>Lets <see cref="PeakMemory"/> begin anew.</summary>
    public void ForgetPeak() => File.WriteAllText(Proc("clear_refs"), "5");

    private long Status(string name)
    {
        var line = File.ReadLines(Proc("status")).First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kilobytes = line[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim();
        return 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture);
    }

    private string Proc(string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/{file}");
}
