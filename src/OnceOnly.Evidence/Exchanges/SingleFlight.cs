// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Equal work at the same time is done once, and all get its outcome. Across instances the store's unique keys decide.</summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _flights = new(StringComparer.Ordinal);

    public async Task<T> RunAsync(string key, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var flight = _flights.GetOrAdd(key, _ => new Lazy<Task<T>>(() => Task.Run(() => FlyAsync(key, work))));
        return await flight.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the flight itself, because those who wait for it may all have left.</summary>
    private async Task<T> FlyAsync(string key, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }
}
