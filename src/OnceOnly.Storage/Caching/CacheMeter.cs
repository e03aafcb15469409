// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;

namespace OnceOnly.Storage.Caching;

/// <summary>How the caches are doing.</summary>
internal sealed class CacheMeter : IDisposable
{
    public const string Name = "OnceOnly.Storage";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _reads;
    private readonly Counter<long> _failures;

    public CacheMeter()
    {
        _reads = _meter.CreateCounter<long>(
            "onceonly.cache.reads", "{read}", "Encrypted documents looked for in caches: by level, whether found, and whether what was found was refused.");
        _failures = _meter.CreateCounter<long>("onceonly.redis.failures", "{command}", "Commands to Redis that came to nothing, by kind.");
    }

    public void Dispose() => _meter.Dispose();

    public void Hit(string level) => Read(level, "hit");

    public void Miss(string level) => Read(level, "miss");

    /// <summary>What a cache gave did not open.</summary>
    public void Refused() => Read("any", "refused");

    public void RedisFailed(string kind) => _failures.Add(1, new KeyValuePair<string, object?>("kind", kind));

    private void Read(string level, string result) =>
        _reads.Add(1, new KeyValuePair<string, object?>("level", level), new KeyValuePair<string, object?>("result", result));
}
