// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Benchmarks.Load;

/// <summary>What one connection has seen. Belongs to one connection, so nothing is locked.</summary>
internal sealed class Tally(bool isCounting)
{
    private readonly List<long> _ticks = new(isCounting ? 1 << 18 : 1);

    /// <summary>False for a probe: a single call.</summary>
    public bool IsCounting { get; } = isCounting;

    /// <summary>How long each good call took, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
    public IReadOnlyList<long> Ticks => _ticks;

    public int Failures { get; private set; }

    public void Add(long ticks, bool isGood)
    {
        if (isGood)
        {
            _ticks.Add(ticks);
        }
        else
        {
            Failures++;
        }
    }
}
