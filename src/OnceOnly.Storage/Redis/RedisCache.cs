// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OnceOnly.Storage.Redis;

/// <summary>
/// <see cref="IDistributedCache"/> on Redis. Every failure is a miss; what is set or removed while Redis is away may come
/// back as it was before; and whoever can write to Redis can forge a value. So what is read must be able to prove itself.
/// </summary>
internal sealed class RedisCache(
    RedisConnection connection, IOptions<RedisOptions> options, TimeProvider clock) : IBufferDistributedCache
{
    /// <summary>Nothing stays longer, whatever was wished: a cache must not become a store.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    private readonly RedisOptions _options = options.Value;

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        await FindAsync(key, token) is { } content ? content.ToArray() : null;

    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        if (await FindAsync(key, token) is not { } content)
        {
            return false;
        }

        destination.Write(content.Span);
        return true;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        SetAsync(key, new ReadOnlySequence<byte>(value), options, token).AsTask();

    public async ValueTask SetAsync(
        string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        if (value.Length > _options.LargestValue)
        {
            // What is there under this key is not what it should be any more.
            connection.Failed("too_large", nameof(RedisOptions.LargestValue));
            await RemoveAsync(key, token);
            return;
        }

        var now = clock.GetUtcNow();
        var frame = FrameOf(options, now);
        var bytes = frame.Wrap(value);
        await connection.AskAsync(database => database.StringSetAsync(Name(key), bytes, frame.LifeAt(now)), token);
    }

    /// <summary>Puts the end off as reading does.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => FindAsync(key, token).AsTask();

    public async Task RemoveAsync(string key, CancellationToken token = default) =>
        await connection.AskAsync(database => database.KeyDeleteAsync(Name(key)), token);

    public byte[]? Get(string key) => Wait(GetAsync(key));

    public bool TryGet(string key, IBufferWriter<byte> destination) => Wait(TryGetAsync(key, destination).AsTask());

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).Wait();

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).AsTask().Wait();

    public void Refresh(string key) => RefreshAsync(key).Wait();

    public void Remove(string key) => RemoveAsync(key).Wait();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private RedisKey Name(string key) => _options.KeyPrefix + key;

    private async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await connection.AskAsync(database => database.StringGetAsync(Name(key)), cancellationToken);
        if (!answer.TryGet(out var value) || value.IsNull)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (CacheFrame.Unwrap(value!, out var content) is not { } frame || content.Length > _options.LargestValue || frame.EndsAt <= now)
        {
            connection.Failed("unusable", nameof(CacheFrame));
            return null;
        }

        if (frame.Sliding > TimeSpan.Zero)
        {
            await connection.AskAsync(database => database.KeyExpireAsync(Name(key), frame.LifeAt(now)), cancellationToken);
        }

        return content;
    }

    private static CacheFrame FrameOf(DistributedCacheEntryOptions options, DateTimeOffset now)
    {
        var latest = now + LongestLife;
        var wished = options.AbsoluteExpirationRelativeToNow is { } life ? now + life : options.AbsoluteExpiration ?? latest;
        if (wished <= now)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The absolute expiration must be in the future.");
        }

        var sliding = options.SlidingExpiration ?? TimeSpan.Zero;
        return new CacheFrame(wished < latest ? wished : latest, sliding < LongestLife ? sliding : LongestLife);
    }
}
