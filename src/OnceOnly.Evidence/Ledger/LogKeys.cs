// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Globalization;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Ledger;

/// <summary>A person's log keys, one a month, and the aliases derived from them.</summary>
internal sealed class LogKeys(KeyRing ring, IKeyStore store)
{
    private const int MostCached = 20_000;

    private readonly ConcurrentDictionary<(string Subject, string Month), LogKey> _cache = new();

    public static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static DateTimeOffset BeginOf(string month) =>
        DateTimeOffset.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public ValueTask<LogKey> GetAsync(string subject, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var month = MonthOf(at);
        return _cache.TryGetValue((subject, month), out var key) ? new(key) : LoadAsync(subject, month, cancellationToken);
    }

    /// <summary>All keys by which entries about the person can still be found and read.</summary>
    public async ValueTask<IReadOnlyList<LogKey>> FindAllAsync(string subject, CancellationToken cancellationToken)
    {
        var keys = new List<LogKey>();
        foreach (var key in await store.FindAllAsync(KeyPurpose.Log, subject, cancellationToken))
        {
            keys.Add(new LogKey(await ring.UnwrapAsync(key, cancellationToken)));
        }

        return keys;
    }

    /// <summary>Forgets keys of months before this one, which some instance destroys.</summary>
    public void ForgetBefore(string month)
    {
        foreach (var key in _cache.Keys.Where(key => string.CompareOrdinal(key.Month, month) < 0))
        {
            _cache.TryRemove(key, out _);
        }
    }

    private async ValueTask<LogKey> LoadAsync(string subject, string month, CancellationToken cancellationToken)
    {
        var key = new LogKey(await ring.GetAsync(KeyPurpose.Log, subject, month, cancellationToken));
        if (_cache.Count >= MostCached)
        {
            _cache.Clear();
        }

        _cache.TryAdd((subject, month), key);
        return key;
    }
}
