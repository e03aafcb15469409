// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Caching;
using OnceOnly.Testing.Caches;

namespace OnceOnly.Evidence.Tests.Caching;

/// <summary>Gateway instances on one store that share a Redis, and what their caches have counted.</summary>
internal sealed class CachedWorlds : IAsyncDisposable
{
    private readonly List<World> _worlds = [];

    public CachedWorlds(RedisServer redis, params (string Key, string Value)[] settings)
    {
        First = Add(redis, settings);
        First.Provider.Answer = (question, sink, cancellationToken) =>
            FakeProvider.ProvideAsync(Content(question))(question, sink, cancellationToken);
    }

    /// <summary>Longer than the pause after a failure.</summary>
    public static TimeSpan Moment { get; } = TimeSpan.FromSeconds(2);

    public CounterProbe Counted { get; } = new();

    public World First { get; }

    /// <summary>One instance with a store of its own.</summary>
    public static World Instance(RedisServer redis, params (string Key, string Value)[] settings) => New(null, redis, settings);

    public World Add(RedisServer redis, params (string Key, string Value)[] settings)
    {
        var world = New(_worlds.FirstOrDefault(), redis, settings);
        _worlds.Add(world);
        return world;
    }

    /// <summary>Whether the instance's Redis takes and gives values now. Tries it, however badly it did before.</summary>
    public static async Task<bool> AnswersAsync(World world)
    {
        var cache = world.Get<IDistributedCache>();
        world.Clock.Advance(Moment);
        await cache.SetAsync("probe", [1], new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) }, World.Soon);
        return await cache.GetAsync("probe", World.Soon) is [1];
    }

    /// <summary>An exchange whose evidence can be fetched again and again.</summary>
    public async Task<StoredDocument> ObtainAsync(string evidenceType = "birth-direct")
    {
        var call = new EServiceCall(First.School, (await First.GiveAsync(First.School, World.Maria, evidenceType)).Id);
        return new StoredDocument(call, (await First.AskAsync(call, evidenceType)).Id);
    }

    /// <summary>Fetches once; what comes must be right.</summary>
    public static async Task FetchAsync(World world, StoredDocument document) =>
        document.ShouldBe((await world.FetchAsync(document.Call, document.ExchangeId)).ShouldHaveSingleItem());

    /// <summary>The same, with the clock moving on while it waits, so that a silent Redis is given up.</summary>
    public Task FetchThroughSilenceAsync(World world, StoredDocument document) =>
        First.AdvanceUntilAsync(FetchAsync(world, document), TimeSpan.FromSeconds(1));

    /// <summary>Fetches until the instance got the right bytes from Redis.</summary>
    public async Task UntilRedisServesAsync(World world, StoredDocument document)
    {
        await World.UntilAsync(async () =>
        {
            var (hits, refused) = (Counted["onceonly.cache.reads redis-hit"], Counted["onceonly.cache.reads any-refused"]);
            First.Clock.Advance(Moment);
            await FetchAsync(world, document);
            return Counted["onceonly.cache.reads redis-hit"] > hits && Counted["onceonly.cache.reads any-refused"] == refused;
        });
    }

    /// <summary>Answers come, and none through Redis, however often it is tried.</summary>
    public async Task ShouldServeWithoutRedisAsync()
    {
        var document = await ObtainAsync();
        await World.UntilAsync(async () =>
        {
            First.Clock.Advance(Moment);
            await FetchAsync(First, document);
            (await AnswersAsync(First)).ShouldBeFalse();
            return Counted["onceonly.redis.failures"] > 4;
        });
        First.Logs.Lines.Count(line => line.Contains("going on without it", StringComparison.Ordinal)).ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        Counted.Dispose();
        foreach (var world in Enumerable.Reverse(_worlds))
        {
            await world.DisposeAsync();
        }
    }

    private static World New(World? shared, RedisServer redis, (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Redis:Endpoint"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{redis.Port}"),
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>("Redis:" + setting.Key, setting.Value)))
            .Build();
        return new World(shared, add: services => services.AddRedisCaches(configuration.GetSection("Redis")));
    }

    private static byte[] Content(Evidence.Providers.ProviderQuestion question) =>
        System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7 {question.ExchangeId} {StoredDocument.Canary}");
}

/// <param name="Call">Of the e-service that may fetch it.</param>
/// <param name="ExchangeId">Where it is; the document's bytes tell it.</param>
internal sealed record StoredDocument(EServiceCall Call, string ExchangeId)
{
    public const string Canary = "Papadopoulou's certificate";

    public void ShouldBe(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes).ShouldBe($"%PDF-1.7 {ExchangeId} {Canary}");
}
