// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Testing.Caches;

namespace OnceOnly.Evidence.Tests.Caching;

/// <summary>
/// What the citizen decides at one instance counts at all of them at once, though each has a copy in its memory and Redis
/// has another. "At once" is by the clock, which stands still.
/// </summary>
public sealed class InstancesTests
{
    [Theory]
    [InlineData("erasure")]
    [InlineData("withdrawal")]
    public async Task what_a_citizen_takes_back_is_served_nowhere(string how)
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis);
        World[] others = [worlds.Add(redis), worlds.Add(redis)];
        var document = await worlds.ObtainAsync();
        var before = await WarmAsync(worlds, others, document);
        if (how == "erasure")
        {
            await worlds.First.MyData.EraseCopiesAsync(World.Maria, World.Soon);
        }
        else
        {
            await worlds.First.Requests.WithdrawAsync(document.Call.ExplicitRequestId, World.Maria, World.Soon);
        }

        foreach (var world in others.Append(worlds.First))
        {
            (await world.Broker.FetchAsync(document.Call, document.ExchangeId, World.Soon)).IsSuccess.ShouldBeFalse();
        }

        worlds.First.Clock.GetUtcNow().ShouldBe(before);
    }

    [Fact]
    public async Task a_preview_shows_nothing_that_was_erased_at_another_instance()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis);
        var other = worlds.Add(redis);
        var call = new EServiceCall(worlds.First.School, (await worlds.First.GiveAsync(worlds.First.School, World.Maria, "birth")).Id);
        var preview = await worlds.First.OpenAsync(await worlds.First.AskAsync(call, "birth"), World.Maria);
        foreach (var world in (World[])[worlds.First, other, other])
        {
            var shown = (await world.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Maria, World.Soon)).ShouldSucceed();
            (await World.BytesAsync(shown)).ShouldNotBeEmpty();
        }

        await worlds.First.MyData.EraseCopiesAsync(World.Maria, World.Soon);
        (await other.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Maria, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.Expired);
    }

    [Fact]
    public async Task a_reusable_copy_that_was_erased_serves_nobody_at_another_instance()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis);
        var other = worlds.Add(redis);
        other.Provider.Answer = worlds.First.Provider.Answer;
        var call = new EServiceCall(worlds.First.School, (await worlds.First.GiveAsync(worlds.First.School, World.Maria, "residence")).Id);
        var exchange = await worlds.First.AcceptedAsync(call, World.Maria, "residence");
        var document = new StoredDocument(call, exchange.Id);
        await WarmAsync(worlds, [other], document);
        await worlds.First.MyData.EraseCopiesAsync(World.Maria, World.Soon);
        var asked = worlds.First.Provider.Questions.Count + other.Provider.Questions.Count;
        var again = new EServiceCall(other.School, (await other.GiveAsync(other.School, World.Maria, "residence")).Id);
        await other.AskAsync(again, "residence");
        (worlds.First.Provider.Questions.Count + other.Provider.Questions.Count).ShouldBe(asked + 1);
    }

    [Fact]
    public async Task nothing_readable_about_a_person_is_in_redis()
    {
        await using var redis = await RedisServer.StartAsync(World.Soon);
        await using var worlds = new CachedWorlds(redis, ("MemoryBytes", "0"));
        var document = await worlds.ObtainAsync();
        await worlds.UntilRedisServesAsync(worlds.First, document);
        (await FindAsync(redis, "onceonly:")).ShouldBe("1");
        string[] canaries =
        [
            "maria", "Papadopoulou", "1980-01-02", "EL/XX", "%PDF-1", StoredDocument.Canary, document.ExchangeId, document.Call.ExplicitRequestId,
            "school", "north", "birth", "civil", "\"T3\"", .. worlds.First.Query("SELECT subject FROM explicit_request"),
        ];
        foreach (var canary in canaries)
        {
            (await FindAsync(redis, canary)).ShouldBe("0", canary);
        }
    }

    /// <summary>Every instance has it in its memory.</summary>
    private static async Task<DateTimeOffset> WarmAsync(CachedWorlds worlds, World[] others, StoredDocument document)
    {
        foreach (var world in others.Append(worlds.First))
        {
            await CachedWorlds.FetchAsync(world, document);
            var hits = worlds.Counted["onceonly.cache.reads memory-hit"];
            await CachedWorlds.FetchAsync(world, document);
            worlds.Counted["onceonly.cache.reads memory-hit"].ShouldBe(hits + 1);
        }

        return worlds.First.Clock.GetUtcNow();
    }

    /// <summary>How many keys say it, in their names or values.</summary>
    private static Task<string> FindAsync(RedisServer redis, string text) => redis.RunAsync(
        World.Soon,
        "EVAL",
        """
        local found = 0
        for _, key in ipairs(redis.call('KEYS', '*')) do
          if string.find(string.lower(key .. redis.call('GET', key)), string.lower(ARGV[1]), 1, true) then found = found + 1 end
        end
        return found
        """,
        "0",
        text);
}
