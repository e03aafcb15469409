// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.Walk.Journeys;

namespace OnceOnly.EndToEnd.Borders;

/// <summary>A citizen's journey through two gateways while either dies or the line between them fails: nothing is lost, nothing doubled.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string University = "oots:FI:0bfc68f5-c1dd-4525-be86-11b5afe004fd:1000001-1";
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));
    private TwoMemberStates _states = null!;
    private Citizen _maria = null!;
    private BorderCrossing _crossing = null!;

    public async ValueTask InitializeAsync()
    {
        _states = await TwoMemberStates.StartAsync(_patience.Token);
        _maria = _states.Crowd.Send(PilotPersonas.Maria);
        _crossing = new BorderCrossing(_states.Crowd, _maria, _states.Pilot.Registries, "oulujoki");
    }

    public async ValueTask DisposeAsync()
    {
        await _states.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_receiver_that_dies_before_the_request_and_before_its_answer_leaves_still_gives_one_answer()
    {
        _states.ToFinland.IsCut = true;
        await RequestAsync();
        await _states.KillFinlandAsync();
        _states.ToFinland.IsCut = false;
        await _states.StartFinlandAsync(_patience.Token);
        await GetToDepartureAsync();
        await _crossing.LogInThereAsync(_patience.Token);

        _states.ToGreece.IsCut = true;
        await _maria.PressAsync("Accept and send", _patience.Token);
        await _states.KillFinlandAsync();
        _states.ToGreece.IsCut = false;
        await _states.StartFinlandAsync(_patience.Token);
        await ArriveAsync();

        await ShouldHaveCrossedOnceAsync();
    }

    [Fact]
    public async Task A_sender_that_dies_with_either_request_unsent_asks_once()
    {
        _states.ToFinland.IsCut = true;
        await RequestAsync();
        await _states.KillGreeceAsync();
        _states.ToFinland.IsCut = false;
        await _states.StartGreeceAsync(_patience.Token);
        await GetToDepartureAsync();

        _states.ToFinland.IsCut = true;
        await _crossing.LogInThereAsync(_patience.Token);
        await _states.KillGreeceAsync();
        _states.ToFinland.IsCut = false;
        await _states.StartGreeceAsync(_patience.Token);
        await _maria.PressAsync("Accept and send", _patience.Token);
        await ArriveAsync();

        await ShouldHaveCrossedOnceAsync();
    }

    [Fact]
    public async Task Lost_receipts_and_broken_connections_neither_lose_nor_double_anything()
    {
        // TLS needs about four thousand bytes of answers; then comes the receipt, which is lost with each odd connection, or
        // the handshake breaks.
        _states.ToFinland.LosesAnswersAfter = number => number % 4 == 1 ? 3_000 : number % 2 == 1 ? 500 : null;
        _states.ToGreece.LosesAnswersAfter = number => number % 4 == 1 ? 3_000 : number % 2 == 1 ? 500 : null;
        await RequestAsync();
        await GetToDepartureAsync();
        await _crossing.LogInThereAsync(_patience.Token);
        await _maria.PressAsync("Accept and send", _patience.Token);
        await ArriveAsync();

        (_states.ToFinland.Faults + _states.ToGreece.Faults).ShouldBeGreaterThan(1);
        await ShouldHaveCrossedOnceAsync();
    }

    [Fact]
    public async Task A_message_signed_with_the_old_certificate_arrives_after_the_roll_over_as_does_the_next_with_the_new_one()
    {
        using var keys = new RolledKeys(_states.Pilot);
        await _states.KillFinlandAsync();
        await _states.StartFinlandAsync(_patience.Token, keys.PinnedByPartner);
        _states.ToFinland.IsCut = true;
        await RequestAsync();
        await _states.KillGreeceAsync();
        await _states.StartGreeceAsync(_patience.Token, keys.Own);
        _states.ToFinland.IsCut = false;
        await GetToDepartureAsync();
        await _crossing.LogInThereAsync(_patience.Token);
        await _maria.PressAsync("Accept and send", _patience.Token);
        await ArriveAsync();

        await ShouldHaveCrossedOnceAsync();
    }

    private async Task RequestAsync()
    {
        await _crossing.ApplyAsync("recognition", _patience.Token);
        _maria.ChooseProvider(University);
        await _maria.GiveExplicitRequestAsync(_patience.Token);
    }

    /// <summary>At the e-service, which asks how far it is until there is something for the citizen to do.</summary>
    private async Task GetToDepartureAsync()
    {
        while (_maria.Page.Address.Authority != _states.Pilot.Addresses.Gateway.Authority)
        {
            await Task.Delay(LookAgain, _patience.Token);
            await _maria.PressAsync("Ask again", _patience.Token);
        }
    }

    private async Task ArriveAsync()
    {
        await _crossing.ReturnAsync(_patience.Token);
        _maria.ExpectText("state", "delivered");
        _maria.ExpectDocuments(3);
    }

    private async Task ShouldHaveCrossedOnceAsync()
    {
        await _states.KillGreeceAsync();
        await _states.KillFinlandAsync();
        var there = await _states.FinnishState.ReadLedgerAsync();
        there.OfType<ServedRequestReceived>().Count().ShouldBe(2, "the first request and the second");
        there.OfType<ServedRequestDecided>().Count().ShouldBe(1);
        there.OfType<ServedRequestAnswered>().Count().ShouldBe(2, "the preview link and the evidence");
        var here = await _states.GreekState.ReadLedgerAsync();
        here.OfType<EvidenceDelivered>().Count().ShouldBe(1);
        (await _states.FinnishState.VerifyAsync()).ExitCode.ShouldBe(0);
        (await _states.GreekState.VerifyAsync()).ExitCode.ShouldBe(0);
        _states.Pilot.Registries.Journal.Count(call => call.Path.StartsWith("/finland/oulujoki/persons", StringComparison.Ordinal)).ShouldBe(1);
    }
}
