// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Testing.Caches;

namespace OnceOnly.Evidence.Tests.Caching;

/// <summary>Whatever Redis does, answers are right; when it is well again, it is used again.</summary>
public sealed class RedisTroubleTests
{
    // Without memory of its own an instance asks Redis each time.
    private static readonly (string, string) WithoutMemory = ("MemoryBytes", "0");

    [Fact]
    public async Task what_one_instance_has_read_another_gets_from_redis()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis);
        var document = await worlds.ObtainAsync();
        await CachedWorlds.FetchAsync(worlds.First, document);
        var other = worlds.Add(redis, WithoutMemory);
        await worlds.UntilRedisServesAsync(other, document);
        await CachedWorlds.FetchAsync(other, document);
        worlds.Counted["onceonly.cache.reads memory-hit"].ShouldBe(0);
        await CachedWorlds.FetchAsync(worlds.First, document);
        worlds.Counted["onceonly.cache.reads memory-hit"].ShouldBe(1);
    }

    [Fact]
    public async Task a_redis_that_is_killed_is_used_again_when_it_is_back()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis, WithoutMemory);
        var document = await worlds.ObtainAsync();
        await worlds.UntilRedisServesAsync(worlds.First, document);
        await redis.KillAsync();
        await CachedWorlds.FetchAsync(worlds.First, document);
        worlds.Counted["onceonly.redis.failures"].ShouldBeGreaterThan(0);
        await redis.StartAgainAsync(World.Soon);
        await worlds.UntilRedisServesAsync(worlds.First, document);
    }

    [Fact]
    public async Task a_redis_that_is_down_at_the_start_is_used_when_it_is_up()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await redis.KillAsync();
        await using var worlds = new CachedWorlds(redis, WithoutMemory);
        var document = await worlds.ObtainAsync();
        await CachedWorlds.FetchAsync(worlds.First, document);
        await redis.StartAgainAsync(World.Soon);
        await worlds.UntilRedisServesAsync(worlds.First, document);
    }

    [Fact]
    public async Task a_redis_that_is_flushed_is_filled_again()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis, WithoutMemory);
        var document = await worlds.ObtainAsync();
        await worlds.UntilRedisServesAsync(worlds.First, document);
        await redis.FlushAsync(World.Soon);
        await CachedWorlds.FetchAsync(worlds.First, document);
        await worlds.UntilRedisServesAsync(worlds.First, document);
    }

    [Fact]
    public async Task a_redis_that_stalls_is_left_alone_and_used_again_when_it_goes_on()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis, WithoutMemory);
        var document = await worlds.ObtainAsync();
        await worlds.UntilRedisServesAsync(worlds.First, document);
        redis.Stall();
        await worlds.FetchThroughSilenceAsync(worlds.First, document);
        worlds.Counted["onceonly.redis.failures timeout"].ShouldBe(1);

        // By the clock that measures the wait, the next reads wait for nothing.
        var before = worlds.First.Clock.GetUtcNow();
        for (var read = 0; read < 5; read++)
        {
            await CachedWorlds.FetchAsync(worlds.First, document);
        }

        worlds.First.Clock.GetUtcNow().ShouldBe(before);
        worlds.Counted["onceonly.redis.failures timeout"].ShouldBe(1);
        redis.Continue();
        await worlds.UntilRedisServesAsync(worlds.First, document);
    }

    [Fact]
    public async Task a_connection_that_stays_silent_is_made_anew()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis, WithoutMemory);
        var document = await worlds.ObtainAsync();
        await worlds.UntilRedisServesAsync(worlds.First, document);
        var connectionsBefore = await ConnectionsAsync(redis);
        redis.Stall();
        for (var read = 0; read < 20; read++)
        {
            await worlds.FetchThroughSilenceAsync(worlds.First, document);
            worlds.First.Clock.Advance(CachedWorlds.Moment);
        }

        redis.Continue();
        await worlds.UntilRedisServesAsync(worlds.First, document);
        (await ConnectionsAsync(redis)).ShouldBeGreaterThan(connectionsBefore + 1);
    }

    [Theory]
    [InlineData("another document's", "local keys = redis.call('KEYS', '*') local a, b = redis.call('GET', keys[1]), redis.call('GET', keys[2]) redis.call('SET', keys[1], b) redis.call('SET', keys[2], a)", "onceonly.cache.reads any-refused")]
    [InlineData("one bit flipped", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SETBIT', k, 8 * 40, 1 - redis.call('GETBIT', k, 8 * 40)) end", "onceonly.cache.reads any-refused")]
    [InlineData("zeros behind our header", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SETRANGE', k, 17, string.rep('\\0', redis.call('STRLEN', k) - 17)) end", "onceonly.cache.reads any-refused")]
    [InlineData("cut off", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SET', k, string.sub(redis.call('GET', k), 1, -2)) end", "onceonly.cache.reads any-refused")]
    [InlineData("too long", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('APPEND', k, string.rep('x', 300000)) end", "onceonly.redis.failures unusable")]
    [InlineData("empty", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SET', k, '') end", "onceonly.redis.failures unusable")]
    [InlineData("none of ours", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SET', k, 'PONG') end", "onceonly.redis.failures unusable")]
    [InlineData("of another type", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('DEL', k) redis.call('LPUSH', k, 'x') end", "onceonly.redis.failures refused")]
    public async Task poisoned_values_are_never_believed(string poison, string script, string counter)
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis, WithoutMemory);
        StoredDocument[] documents = [await worlds.ObtainAsync(), await worlds.ObtainAsync()];
        foreach (var document in documents)
        {
            await worlds.UntilRedisServesAsync(worlds.First, document);
        }

        (await redis.RunAsync(World.Soon, "DBSIZE")).ShouldBe("2");
        await redis.RunAsync(World.Soon, "EVAL", script, "0");
        await World.UntilAsync(async () =>
        {
            worlds.First.Clock.Advance(CachedWorlds.Moment);
            foreach (var document in documents)
            {
                await CachedWorlds.FetchAsync(worlds.First, document);
            }

            return worlds.Counted[counter] > 1;
        });
        foreach (var document in documents)
        {
            await worlds.UntilRedisServesAsync(worlds.First, document);
        }

        worlds.First.Logs.Lines.ShouldContain(line => line.Contains("Redis", StringComparison.Ordinal), poison);
        worlds.First.Logs.Lines.ShouldNotContain(line => line.Contains("evidence:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_memory_and_redis_say_wrongly_is_read_from_the_store()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis);
        var document = await worlds.ObtainAsync();
        await CachedWorlds.FetchAsync(worlds.First, document);
        await World.UntilAsync(async () => await redis.RunAsync(World.Soon, "DBSIZE") == "1" || await AgainAsync());
        await redis.RunAsync(World.Soon, "EVAL", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SETRANGE', k, 30, 'forged') end", "0");
        var other = worlds.Add(redis);
        await World.UntilAsync(async () =>
        {
            other.Clock.Advance(CachedWorlds.Moment);
            await CachedWorlds.FetchAsync(other, document);
            return worlds.Counted["onceonly.cache.reads any-refused"] > 0;
        });
        await CachedWorlds.FetchAsync(other, document);
        worlds.Counted["onceonly.cache.reads any-refused"].ShouldBe(1);

        async Task<bool> AgainAsync()
        {
            // The connection was not there yet when it was read first.
            worlds.First.Clock.Advance(TimeSpan.FromMinutes(5));
            await CachedWorlds.FetchAsync(worlds.First, document);
            return false;
        }
    }

    [Fact]
    public async Task a_store_that_was_altered_itself_is_still_found_out()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis);
        var document = await worlds.ObtainAsync();
        worlds.First.Query("UPDATE evidence_segment SET data = randomblob(length(data))");
        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => CachedWorlds.FetchAsync(worlds.First, document));
        worlds.Counted["onceonly.cache.reads any-refused"].ShouldBe(0);
    }

    private static async Task<int> ConnectionsAsync(RedisServer redis)
    {
        var statistics = await redis.RunAsync(World.Soon, "INFO", "stats");
        var line = statistics.Split('\n').First(line => line.StartsWith("total_connections_received:", StringComparison.Ordinal));
        return int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
