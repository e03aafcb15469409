// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

/// <summary>When the ledger says that evidence left.</summary>
public sealed class FetchEntryTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_fetch_that_reads_nothing_is_not_in_the_ledger()
    {
        var delivery = await BeginAsync();
        delivery.ReadAsync(delivery.Documents[0], World.Soon).ShouldNotBeNull();
        _world.Events().ShouldNotContain("evidence.fetched");
    }

    [Fact]
    public async Task the_entry_is_there_once_before_the_first_byte_leaves()
    {
        _world.Provider.Answer = FakeProvider.ProvideAsync("one"u8.ToArray(), [], "three"u8.ToArray());
        var delivery = await BeginAsync();
        foreach (var document in delivery.Documents)
        {
            await foreach (var segment in delivery.ReadAsync(document, World.Soon))
            {
                segment.IsEmpty.ShouldBeFalse();
                _world.Events().Count(name => name == "evidence.fetched").ShouldBe(1);
            }
        }

        _world.Events().Count(name => name == "evidence.fetched").ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<IEvidenceDelivery> BeginAsync()
    {
        var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth-direct")).Id);
        var exchange = await _world.AskAsync(call, "birth-direct");
        return (await _world.Broker.FetchAsync(call, exchange.Id, World.Soon)).ShouldSucceed();
    }
}
