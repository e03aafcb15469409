// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.SingleFlight;

public sealed class SingleFlightTests
{
    private const int Calls = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Two_hundred_equal_calls_at_the_same_time_ask_the_registry_once()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var world = await WorldAround.StartAsync(new Dictionary<string, string?>(), patience.Token);
        using var desk = DeveloperDesk.WithDPoP(world.Pilot, TimeProvider.System);

        // The registry takes three seconds for Nikos, so all calls meet one that is under way.
        using var application = await desk.OpenAsync(PilotPersonas.Nikos, PilotEServices.ShellDPoP.Find("address")!, patience.Token);
        using var http = new HttpClient();
        var counters = new CounterReader(http, world.Pilot.Addresses.GatewayOperations);

        var exchanges = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => application.RequestAsync(patience.Token)));
        var exchange = await application.WaitAsync(exchanges[0].Id, Patience, patience.Token);

        exchanges.Select(answer => answer.Id).Distinct().ShouldHaveSingleItem();
        exchange.State.ShouldBe("preview_required");
        world.Pilot.Registries.Journal.Select(call => call.Path).ShouldBe(["/residence-registry/searches", "/residence-registry/residents/R-1004/record"]);
        (await counters.ReadAsync(patience.Token)).ShouldBe(new Counters(CitizenSupplied: 0, RegistryAsked: 1, CopyServed: 0));
    }
}
