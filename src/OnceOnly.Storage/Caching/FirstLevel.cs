// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;

namespace OnceOnly.Storage.Caching;

/// <summary>
/// Values in the memory of this instance, bounded in bytes and in time. Two generations: when the young one is full or old
/// enough it becomes the old one, and the old one goes as a whole.
/// </summary>
/// <param name="bytes">Most bytes altogether.</param>
/// <param name="lifetime">How long a value is there at least, unless others crowd it out; at most twice as long.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class FirstLevel(long bytes, TimeSpan lifetime, TimeProvider clock)
{
    // Roughly what a dictionary spends on an entry besides its value.
    private const int Overhead = 200;

    private readonly Lock _turning = new();
    private Generations _generations = new(new Generation(clock.GetTimestamp()), new Generation(0));

    public byte[]? Find(string key)
    {
        var (young, old) = Current();
        return young.Values.TryGetValue(key, out var value) || old.Values.TryGetValue(key, out value) ? value : null;
    }

    public void Keep(string key, byte[] value)
    {
        var size = value.Length + Overhead;
        if (size > bytes / 2)
        {
            return;
        }

        var young = Current().Young;
        if (Interlocked.Add(ref young.Size, size) > bytes / 2)
        {
            young = Turn(young).Young;
            Interlocked.Add(ref young.Size, size);
        }

        young.Values[key] = value;
    }

    public void Drop(string key)
    {
        var (young, old) = Current();
        young.Values.TryRemove(key, out _);
        old.Values.TryRemove(key, out _);
    }

    private Generations Current()
    {
        var current = Volatile.Read(ref _generations);
        return clock.GetElapsedTime(current.Young.Since) < lifetime ? current : Turn(current.Young);
    }

    private Generations Turn(Generation full)
    {
        lock (_turning)
        {
            if (_generations.Young == full)
            {
                // After a long silence even the young generation is too old to be the old one.
                var old = clock.GetElapsedTime(full.Since) < 2 * lifetime ? full : new Generation(0);
                _generations = new Generations(new Generation(clock.GetTimestamp()), old);
            }

            return _generations;
        }
    }

    private sealed record Generations(Generation Young, Generation Old);

    private sealed class Generation(long since)
    {
        public long Size;

        public long Since { get; } = since;

        public ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);
    }
}
