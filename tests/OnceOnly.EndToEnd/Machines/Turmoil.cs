// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics;
using OnceOnly.EndToEnd.Crashes;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>
/// Lets steps fail while something is broken and for a while afterwards; counts them. What fails when nothing has been
/// broken for long is kept as a fault of the gateways.
/// </summary>
internal sealed class Turmoil : ISurvival, IDisposable
{
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Exception> _undisturbed = new();
    private readonly SemaphoreSlim _steps = new(0);
    private volatile bool _isBroken;
    private long _healedAt = Stopwatch.GetTimestamp();
    private int _failures;

    public int Failures => _failures;

    public IReadOnlyCollection<Exception> Undisturbed => _undisturbed;

    public void Break() => _isBroken = true;

    public void Heal()
    {
        Volatile.Write(ref _healedAt, Stopwatch.GetTimestamp());
        _isBroken = false;
    }

    /// <summary>Waits until so many more steps have succeeded.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> AfterStepsAsync(int count, CancellationToken cancellationToken)
    {
        var from = Stopwatch.GetTimestamp();
        while (_steps.Wait(0, cancellationToken))
        {
            // Those of before do not count.
        }

        for (var step = 0; step < count; step++)
        {
            await _steps.WaitAsync(cancellationToken);
        }

        return Stopwatch.GetElapsedTime(from);
    }

    public void Dispose() => _steps.Dispose();

    public async Task<T> SurviveAsync<T>(Func<Task<T>> step, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var result = await step();
                _steps.Release();
                return result;
            }
#pragma warning disable CA1031 // It shows in as many ways as there are things that break.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Interlocked.Increment(ref _failures);
                if (!_isBroken && Stopwatch.GetElapsedTime(Volatile.Read(ref _healedAt)) > Aftermath)
                {
                    _undisturbed.Enqueue(failure);
                }

                await Task.Delay(Breath, cancellationToken);
            }
        }
    }
}
