// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Testing.Caches;

namespace OnceOnly.Evidence.Tests.Caching;

/// <summary>The distributed cache itself.</summary>
public sealed class RedisCacheTests
{
    private static readonly DistributedCacheEntryOptions Hour = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    [Fact]
    public async Task what_was_set_comes_back_until_it_is_removed()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var world = CachedWorlds.Instance(redis);
        var cache = await ConnectedAsync(world);
        await cache.SetAsync("key", "value"u8.ToArray(), Hour, World.Soon);
        (await cache.GetAsync("key", World.Soon)).ShouldBe("value"u8.ToArray());
        (await cache.GetAsync("KEY", World.Soon)).ShouldBeNull();
        cache.Get("key").ShouldBe("value"u8.ToArray());
        cache.Set("key", "other"u8.ToArray(), Hour);
        var buffer = new ArrayBufferWriter<byte>();
        ((IBufferDistributedCache)cache).TryGet("key", buffer).ShouldBeTrue();
        buffer.WrittenSpan.ToArray().ShouldBe("other"u8.ToArray());
        cache.Remove("key");
        (await cache.GetAsync("key", World.Soon)).ShouldBeNull();
    }

    [Fact]
    public async Task deployments_that_share_a_redis_do_not_meet()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var one = CachedWorlds.Instance(redis, ("KeyPrefix", "one:"));
        await using var other = CachedWorlds.Instance(redis, ("KeyPrefix", "other:"), ("Database", "3"));
        var cache = await ConnectedAsync(one);
        await cache.SetAsync("key", [1], Hour, World.Soon);
        (await (await ConnectedAsync(other)).GetAsync("key", World.Soon)).ShouldBeNull();
        (await redis.RunAsync(World.Soon, "KEYS", "one:*")).ShouldContain("one:key");
        (await redis.RunAsync(World.Soon, "-n", "3", "KEYS", "*")).ShouldBe("other:probe");
    }

    [Fact]
    public async Task a_value_ends_at_its_time_also_by_our_clock()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var world = CachedWorlds.Instance(redis);
        var cache = await ConnectedAsync(world);
        await cache.SetAsync("key", [1], Hour, World.Soon);
        (await LifeAsync(redis, "key")).ShouldBeInRange(3_500_000, 3_600_000);
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        (await cache.GetAsync("key", World.Soon)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            cache.SetAsync("key", [1], new DistributedCacheEntryOptions { AbsoluteExpiration = world.Clock.GetUtcNow() }, World.Soon));
    }

    [Fact]
    public async Task nothing_stays_for_ever()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var world = CachedWorlds.Instance(redis);
        var cache = await ConnectedAsync(world);
        await cache.SetAsync("key", [1], new DistributedCacheEntryOptions(), World.Soon);
        (await LifeAsync(redis, "key")).ShouldBeInRange(86_000_000, 86_400_000);
    }

    [Fact]
    public async Task reading_puts_the_end_off_but_not_beyond_the_absolute_one()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var world = CachedWorlds.Instance(redis);
        var cache = await ConnectedAsync(world);
        var sliding = new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(10), AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };
        await cache.SetAsync("key", [1], sliding, World.Soon);
        await redis.RunAsync(World.Soon, "PEXPIRE", "onceonly:key", "300000");
        await cache.RefreshAsync("key", World.Soon);
        (await LifeAsync(redis, "key")).ShouldBeInRange(500_000, 600_000);
        world.Clock.Advance(TimeSpan.FromMinutes(55));
        (await cache.GetAsync("key", World.Soon)).ShouldBe([1]);
        (await LifeAsync(redis, "key")).ShouldBeInRange(200_000, 300_000);
    }

    [Fact]
    public async Task a_value_that_is_too_large_takes_the_older_one_with_it()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var world = CachedWorlds.Instance(redis, ("LargestValue", "2048"));
        var cache = await ConnectedAsync(world);
        await cache.SetAsync("key", new byte[2048], Hour, World.Soon);
        (await cache.GetAsync("key", World.Soon)).ShouldNotBeNull();
        await cache.SetAsync("key", new byte[2049], Hour, World.Soon);
        (await cache.GetAsync("key", World.Soon)).ShouldBeNull();
    }

    [Fact]
    public async Task a_redis_without_memory_is_no_error()
    {
        var options = new RedisServerOptions { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["maxmemory"] = "1mb", ["maxmemory-policy"] = "noeviction" } };
        await using var redis = await RedisServer.StartAsync(options, World.Soon);
        await using var world = CachedWorlds.Instance(redis);
        var cache = world.Get<IDistributedCache>();
        using var counted = new CounterProbe();
        await World.UntilAsync(async () =>
        {
            await cache.SetAsync("key", [1], Hour, World.Soon);
            return counted["onceonly.redis.failures refused"] > 0;
        });
        (await cache.GetAsync("key", World.Soon)).ShouldBeNull();
    }

    /// <summary>The cache, once its connection is made.</summary>
    private static async Task<IDistributedCache> ConnectedAsync(World world)
    {
        var cache = world.Get<IDistributedCache>();
        await World.UntilAsync(() => CachedWorlds.AnswersAsync(world));
        return cache;
    }

    private static async Task<long> LifeAsync(RedisServer redis, string key) =>
        long.Parse(await redis.RunAsync(World.Soon, "PTTL", "onceonly:" + key), System.Globalization.CultureInfo.InvariantCulture);
}
