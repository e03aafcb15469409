// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests;

public sealed class JourneyTests
{
    [Fact]
    public async Task evidence_travels_from_registry_to_e_service()
    {
        await using var world = new World();
        var given = await world.GiveAsync(world.School, World.Maria, "birth");
        var call = new EServiceCall(world.School, given.Id);

        var asked = await world.AskAsync(call, "birth");
        asked.State.ShouldBe(ExchangeState.PreviewRequired);
        asked.Documents.ShouldBeEmpty();

        var preview = await world.OpenAsync(asked, World.Maria);
        var seen = await World.BytesAsync((await world.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Maria, World.Soon)).ShouldSucceed());
        (await world.Previews.DecideAsync(preview.Id, World.Maria, accept: true, World.Soon)).ShouldSucceed();

        var available = (await world.Broker.GetAsync(call, asked.Id, World.Soon)).ShouldSucceed();
        available.State.ShouldBe(ExchangeState.Available);
        var documents = await world.FetchAsync(call, asked.Id);
        documents.ShouldHaveSingleItem().ShouldBe(seen);
        System.Text.Encoding.ASCII.GetString(seen).ShouldBe("%PDF-1.7 evidence");

        (await world.AcknowledgeAsync(call, asked.Id, documents)).State.ShouldBe(ExchangeState.Acknowledged);
        world.Events().ShouldBe(
        [
            "explicit-request.given",
            "evidence.asked",
            "evidence.received",
            "evidence.previewed",
            "evidence.accepted",
            "evidence.fetched",
            "evidence.delivered",
            "evidence.acknowledged",
            "explicit-request.closed",
        ]);
        world.Provider.Questions.Count.ShouldBe(1);
        (await world.Requests.FindAsync(given.Id, World.Soon)).ShouldNotBeNull().IsOpen.ShouldBeFalse();
    }
}
