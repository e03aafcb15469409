// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Caching.Distributed;
using OnceOnly.Evidence.Copies;
using OnceOnly.Storage.Redis;

namespace OnceOnly.Storage.Caching;

/// <summary>
/// Encrypted documents that fit into one piece, from memory or Redis before the store is asked. Only ciphertext is kept:
/// whether a copy may serve, and its key, come from the store each time, so there is nothing to invalidate.
/// </summary>
internal sealed class CachedEvidenceSegments(
    IEvidenceSegments store, IDistributedCache second, FirstLevel first, RedisOptions options, CacheMeter meter, OccasionalLog log)
    : IEvidenceSegments
{
    private const int TagSize = 16;

    private readonly DistributedCacheEntryOptions _lifetime = new() { AbsoluteExpirationRelativeToNow = options.DocumentLifetime };

    public Task<bool> TryAppendAsync(string copyId, IReadOnlyList<EvidenceSegment> segments, CancellationToken cancellationToken) =>
        store.TryAppendAsync(copyId, segments, cancellationToken);

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => store.SweepAsync(cancellationToken);

    public ValueTask<int> ReadAsync(string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken) =>
        MayCache(index, buffer)
            ? FindAsync(copyId, document, buffer, cancellationToken)
            : store.ReadAsync(copyId, document, index, buffer, cancellationToken);

    public async ValueTask<int> ReadStoredAsync(
        string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var length = await store.ReadStoredAsync(copyId, document, index, buffer, cancellationToken);
        if (MayCache(index, buffer))
        {
            var key = Key(copyId, document);
            if (length != buffer.Length)
            {
                first.Drop(key);
            }
            else if (first.Find(key) is not { } served || !served.AsSpan().SequenceEqual(buffer.Span))
            {
                // The cache was wrong, not the store.
                Refuse();
                Keep(key, buffer);
            }
        }

        return length;
    }

    private async ValueTask<int> FindAsync(string copyId, int document, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var key = Key(copyId, document);
        if (first.Find(key) is { } near && near.Length == buffer.Length)
        {
            meter.Hit("memory");
            near.CopyTo(buffer);
            return near.Length;
        }

        meter.Miss("memory");
        var far = await second.GetAsync(key, cancellationToken);
        if (far?.Length == buffer.Length)
        {
            meter.Hit("redis");
            first.Keep(key, far);
            far.CopyTo(buffer);
            return far.Length;
        }

        if (far is null)
        {
            meter.Miss("redis");
        }
        else
        {
            Refuse();
        }

        var length = await store.ReadAsync(copyId, document, 0, buffer, cancellationToken);
        if (length == buffer.Length)
        {
            Keep(key, buffer);
        }

        return length;
    }

    private void Refuse()
    {
        meter.Refused();
        log.Refused();
    }

    // Nobody waits for Redis to take it.
    private void Keep(string key, ReadOnlyMemory<byte> segment)
    {
        var bytes = segment.ToArray();
        first.Keep(key, bytes);
        _ = second.SetAsync(key, bytes, _lifetime, CancellationToken.None);
    }

    private bool MayCache(int index, ReadOnlyMemory<byte> buffer) => index == 0 && buffer.Length <= options.LargestDocument + TagSize;

    // The identifier of a copy is random; it tells nothing.
    private static string Key(string copyId, int document) => $"evidence:{copyId}:{document}";
}
