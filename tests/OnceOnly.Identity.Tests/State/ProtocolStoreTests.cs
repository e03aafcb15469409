// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Tests.Harness;
using OnceOnly.Storage;

namespace OnceOnly.Identity.Tests.State;

/// <summary>The same on both engines: OnceOnly.Evidence.OnPostgres.Tests runs them too.</summary>
public sealed class ProtocolStoreTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("onceonly-state-").FullName;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly ServiceProvider _services;
    private readonly IProtocolStore _store;

    public ProtocolStoreTests()
    {
        _settings = StateSettings.In(_folder);
        _services = Open();
        _store = _services.GetRequiredService<IProtocolStore>();
    }

    [Fact]
    public async Task an_item_is_added_once()
    {
        (await _store.TryAddAsync(Item("a"), default)).ShouldBeTrue();
        (await _store.TryAddAsync(Item("a"), default)).ShouldBeFalse();
        (await _store.TryAddAsync(Item("a") with { Kind = "other" }, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task of_many_concurrent_inserts_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _store.TryAddAsync(Item("a"), default))));
        results.Count(added => added).ShouldBe(1);
    }

    [Fact]
    public async Task of_many_concurrent_uses_one_is_the_first()
    {
        await _store.TryAddAsync(Item("a"), default);
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _store.ConsumeAsync("kind", "a", default))));
        results.Count(result => result == Consumption.First).ShouldBe(1);
        results.Count(result => result == Consumption.Repeated).ShouldBe(199);
        (await _store.FindAsync("kind", "a", default)).ShouldNotBeNull().Consumed.ShouldBeTrue();
    }

    [Fact]
    public async Task instances_on_one_state_use_up_an_item_once()
    {
        await using var other = Open();
        IProtocolStore[] instances = [_store, other.GetRequiredService<IProtocolStore>()];
        var added = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => instances[number % 2].TryAddAsync(Item("a"), default))));
        added.Count(done => done).ShouldBe(1);
        var used = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => instances[number % 2].ConsumeAsync("kind", "a", default))));
        used.Count(result => result == Consumption.First).ShouldBe(1);
    }

    [Fact]
    public async Task what_has_expired_does_not_exist()
    {
        await _store.TryAddAsync(Item("a"), default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await _store.FindAsync("kind", "a", default)).ShouldBeNull();
        (await _store.ConsumeAsync("kind", "a", default)).ShouldBe(Consumption.NotFound);
        (await _store.TryReplaceAsync(Item("a"), default)).ShouldBeFalse();
        (await _store.TryAddAsync(Item("a"), default)).ShouldBeTrue();
        (await _store.ConsumeAsync("kind", "a", default)).ShouldBe(Consumption.First);
    }

    [Fact]
    public async Task a_replacement_needs_the_revision_it_was_made_from()
    {
        await _store.TryAddAsync(Item("a"), default);
        var read = (await _store.FindAsync("kind", "a", default))!;
        (await _store.TryReplaceAsync(read with { Payload = new byte[] { 2 } }, default)).ShouldBeTrue();
        (await _store.TryReplaceAsync(read with { Payload = new byte[] { 3 } }, default)).ShouldBeFalse();
        var now = (await _store.FindAsync("kind", "a", default))!;
        now.Payload.ToArray().ShouldBe([2]);
        now.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task a_family_goes_together()
    {
        await _store.TryAddAsync(Item("a") with { Family = "f" }, default);
        await _store.TryAddAsync(Item("b") with { Family = "f" }, default);
        await _store.TryAddAsync(Item("c"), default);
        await _store.RemoveFamilyAsync("f", default);
        (await _store.FindAsync("kind", "a", default)).ShouldBeNull();
        (await _store.FindAsync("kind", "b", default)).ShouldBeNull();
        (await _store.FindAsync("kind", "c", default)).ShouldNotBeNull();
        await _store.RemoveAsync("kind", "c", default);
        (await _store.FindAsync("kind", "c", default)).ShouldBeNull();
    }

    [Fact]
    public async Task expired_items_are_deleted_in_batches()
    {
        foreach (var key in Enumerable.Range(0, 25))
        {
            await _store.TryAddAsync(Item($"k{key}"), default);
        }

        await _store.TryAddAsync(Item("later") with { ExpiresAt = _clock.GetUtcNow().AddHours(1) }, default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await _store.RemoveExpiredAsync(10, default)).ShouldBe(10);
        (await _store.RemoveExpiredAsync(100, default)).ShouldBe(15);
        (await _store.FindAsync("kind", "later", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task state_survives_a_restart()
    {
        await _store.TryAddAsync(Item("a") with { Family = "f" }, default);
        await _store.ConsumeAsync("kind", "a", default);
        await using var again = Open();
        var read = (await again.GetRequiredService<IProtocolStore>().FindAsync("kind", "a", default))!;
        read.Consumed.ShouldBeTrue();
        read.Family.ShouldBe("f");
        read.ExpiresAt.ShouldBe(Item("a").ExpiresAt);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ProtocolItem Item(string key) => new("kind", key, null, new byte[] { 1 }, _clock.GetUtcNow().AddMinutes(1));

    private ServiceProvider Open()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock);
        services.AddOnceOnlyState(configuration);
        return services.BuildServiceProvider();
    }
}
