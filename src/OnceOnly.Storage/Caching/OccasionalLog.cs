// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;

namespace OnceOnly.Storage.Caching;

/// <summary>Says that a cache is in trouble now and then, not at every read.</summary>
internal sealed partial class OccasionalLog(ILogger log, TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private long _silentUntil = long.MinValue;
    private int _isFailing;

    public void Failed(string kind, string type)
    {
        if (MaySpeak())
        {
            Volatile.Write(ref _isFailing, 1);
            RedisFailed(log, kind, type);
        }
    }

    public void Refused()
    {
        if (MaySpeak())
        {
            CacheRefused(log);
        }
    }

    public void Resumed()
    {
        if (Interlocked.Exchange(ref _isFailing, 0) == 1)
        {
            RedisResumed(log);
        }
    }

    private bool MaySpeak()
    {
        var now = clock.GetTimestamp();
        var until = Volatile.Read(ref _silentUntil);
        return now >= until
            && Interlocked.CompareExchange(ref _silentUntil, now + (long)(Silence.TotalSeconds * clock.TimestampFrequency), until) == until;
    }

    [LoggerMessage(1, LogLevel.Warning, "Redis failed ({Kind}, {Type}); going on without it.")]
    private static partial void RedisFailed(ILogger log, string kind, string type);

    [LoggerMessage(2, LogLevel.Information, "Redis answers again.")]
    private static partial void RedisResumed(ILogger log);

    [LoggerMessage(3, LogLevel.Error, "A cached document was not what was stored; it was read from the store instead. Find out who else writes to this Redis.")]
    private static partial void CacheRefused(ILogger log);
}
