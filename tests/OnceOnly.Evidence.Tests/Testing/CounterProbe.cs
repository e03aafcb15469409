// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>Adds up the published counters of one logical flow: only what the test itself caused counts.</summary>
public sealed class CounterProbe : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new(StringComparer.Ordinal);
    private readonly AsyncLocal<bool> _isMine = new();

    public CounterProbe()
    {
        _isMine.Value = true;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is "OnceOnly.Evidence" or "OnceOnly.Storage")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    public ConcurrentQueue<string> Tags { get; } = new();

    /// <summary>Total of a counter, or of what it counted under tags with these values: <c>name value-value</c>.</summary>
    public long this[string counter] => _totals.GetValueOrDefault(counter);

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        // Other tests run at the same time; the flow of this one reaches the background work it starts.
        if (!_isMine.Value)
        {
            return;
        }

        var tagged = $"{instrument.Name} {string.Join('-', tags.ToArray().Select(tag => tag.Value))}";
        _totals.AddOrUpdate(instrument.Name, measurement, (_, total) => total + measurement);
        _totals.AddOrUpdate(tagged, measurement, (_, total) => total + measurement);
        foreach (var tag in tags)
        {
            Tags.Enqueue($"{tag.Key}={tag.Value}");
        }
    }
}
