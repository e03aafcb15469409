// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Previews;

public sealed class PreviewTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_link_opens_once()
    {
        var (_, asked) = await AskedAsync();
        var token = asked.Interaction!.Token;
        var openings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _world.Previews.OpenAsync(token, World.Maria, World.Soon))));
        openings.Count(opening => opening.IsSuccess).ShouldBe(1);
        openings.Where(opening => !opening.IsSuccess).ShouldAllBe(opening => opening.Error!.Code == EvidenceErrorCode.InteractionInvalid);
    }

    [Fact]
    public async Task another_person_leaves_the_link_unused()
    {
        var (_, asked) = await AskedAsync();
        var token = asked.Interaction!.Token;
        (await _world.Previews.OpenAsync(token, World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.OpenAsync(token, World.Maria with { Representative = (NaturalPerson)World.Nikos.Subject }, World.Soon))
            .ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.OpenAsync(token, World.Company, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.OpenAsync(token, World.Maria, World.Soon)).ShouldSucceed();
    }

    [Fact]
    public async Task a_company_and_its_representative_are_one_pair()
    {
        var given = await _world.GiveAsync(_world.School, World.Company, "extract");
        var asked = await _world.AskAsync(new EServiceCall(_world.School, given.Id), "extract");
        var token = asked.Interaction!.Token;
        (await _world.Previews.OpenAsync(token, World.Company with { Representative = (NaturalPerson)World.Nikos.Subject }, World.Soon))
            .ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.OpenAsync(token, World.Company with { Representative = null }, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.OpenAsync(token, World.Company, World.Soon)).ShouldSucceed();
    }

    [Fact]
    public async Task a_weaker_log_in_does_not_open_it()
    {
        var (_, asked) = await AskedAsync();
        var weak = World.Maria with { LevelOfAssurance = LevelOfAssurance.Low };
        (await _world.Previews.OpenAsync(asked.Interaction!.Token, weak, World.Soon)).ShouldFail(EvidenceErrorCode.LevelOfAssuranceTooLow)
            .RequiredLevel.ShouldBe(LevelOfAssurance.Substantial);
        (await _world.Previews.OpenAsync(asked.Interaction.Token, World.Maria, World.Soon)).ShouldSucceed();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 !")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task what_is_not_a_link_opens_nothing(string token) =>
        (await _world.Previews.OpenAsync(token, World.Maria, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);

    [Fact]
    public async Task a_link_expires()
    {
        var (call, asked) = await AskedAsync();
        asked.Interaction!.ExpiresAt.ShouldBe(_world.Clock.GetUtcNow().AddMinutes(15));
        _world.Clock.Advance(TimeSpan.FromMinutes(15));
        (await _world.Previews.OpenAsync(asked.Interaction.Token, World.Maria, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);

        var fresh = await _world.AskAsync(call, "birth");
        (await _world.Previews.OpenAsync(fresh.Interaction!.Token, World.Maria, World.Soon)).ShouldSucceed();
        _world.Provider.Questions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_decision_that_never_comes_ends_the_exchange()
    {
        using var counters = new CounterProbe();
        var (call, asked) = await AskedAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(54));
        var last = await _world.AskAsync(call, "birth");
        last.Interaction!.ExpiresAt.ShouldBe(_world.Clock.GetUtcNow().AddMinutes(1));
        var preview = await _world.OpenAsync(last, World.Maria);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: true, World.Soon)).ShouldFail(EvidenceErrorCode.Expired);
        (await _world.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Maria, World.Soon)).ShouldFail(EvidenceErrorCode.Expired);
        await _world.TurnAsync();
        var expired = (await _world.Broker.GetAsync(call, asked.Id, World.Soon)).ShouldSucceed();
        expired.State.ShouldBe(ExchangeState.Expired);
        expired.Interaction.ShouldBeNull();
        (await _world.Previews.FindAsync(preview.Id, World.Maria, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Expired);
        counters["onceonly.citizen.supplied"].ShouldBe(1);
        _world.Events().TakeLast(2).ShouldBe(["exchange.expired", "explicit-request.closed"]);
    }

    [Fact]
    public async Task a_reload_shows_the_same_and_only_to_the_same_person()
    {
        var (_, asked) = await AskedAsync();
        var preview = await _world.OpenAsync(asked, World.Maria);
        var again = (await _world.Previews.FindAsync(preview.Id, World.Maria, World.Soon)).ShouldSucceed();
        again.Documents.ShouldHaveSingleItem().FileName.ShouldBe("evidence.pdf");
        (await _world.Previews.FindAsync(preview.Id, World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.DecideAsync(preview.Id, World.Nikos, accept: true, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await _world.Previews.FindAsync("unknown", World.Maria, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
    }

    [Fact]
    public async Task while_the_preview_is_open_a_fresh_link_opens_it_again()
    {
        var (call, asked) = await AskedAsync();
        await _world.OpenAsync(asked, World.Maria);
        var again = await _world.AskAsync(call, "birth");
        again.State.ShouldBe(ExchangeState.Previewing);
        var second = await _world.OpenAsync(again, World.Maria);
        (await _world.Previews.DecideAsync(second.Id, World.Maria, accept: true, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Available);
        (await _world.Previews.OpenAsync((await _world.AskAsync(call, "birth")).Interaction?.Token ?? asked.Interaction!.Token, World.Maria, World.Soon))
            .ShouldFail(EvidenceErrorCode.InteractionInvalid);
        _world.Events().Count(name => name == "evidence.previewed").ShouldBe(2);
    }

    [Fact]
    public async Task the_same_decision_twice_is_one_and_another_is_refused()
    {
        var (_, asked) = await AskedAsync();
        var preview = await _world.OpenAsync(asked, World.Maria);
        var decisions = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Task.Run(() => _world.Previews.DecideAsync(preview.Id, World.Maria, accept: true, World.Soon))));
        decisions.ShouldAllBe(decision => decision.IsSuccess);
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: false, World.Soon)).ShouldFail(EvidenceErrorCode.WrongState);
        _world.Events().Count(name => name == "evidence.accepted").ShouldBe(1);
    }

    [Fact]
    public async Task declined_evidence_is_gone()
    {
        using var counters = new CounterProbe();
        var (call, asked) = await AskedAsync();
        var preview = await _world.OpenAsync(asked, World.Maria);
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: false, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Declined);
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: false, World.Soon)).ShouldSucceed();
        (await _world.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Maria, World.Soon)).ShouldFail(EvidenceErrorCode.Expired);
        (await _world.Broker.GetAsync(call, asked.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Declined);
        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM evidence_segment").ShouldBe(["0"]);
        counters["onceonly.citizen.supplied"].ShouldBe(1);
    }

    [Theory]
    [InlineData("https://e-service.example/back", "s p&a=ce#", "https://e-service.example/back?state=s%20p%26a%3Dce%23")]
    [InlineData("https://e-service.example/back?lang=el", "x", "https://e-service.example/back?lang=el&state=x")]
    [InlineData("https://e-service.example/back", null, "https://e-service.example/back")]
    public async Task the_browser_returns_with_its_state(string returnUri, string? state, string expected)
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var command = new RequestEvidenceCommand("birth", null, returnUri, state);
        var call = new EServiceCall(_world.School, given.Id);
        var asked = (await _world.Broker.RequestAsync(call, command, World.Soon)).ShouldSucceed();
        (await _world.OpenAsync(asked, World.Maria)).ReturnUri!.AbsoluteUri.ShouldBe(expected);

        // GetAsync makes links that return where the exchange was first asked to.
        var seen = (await _world.Broker.GetAsync(call, asked.Id, World.Soon)).ShouldSucceed();
        (await _world.OpenAsync(seen, World.Maria)).ReturnUri!.AbsoluteUri.ShouldBe(expected);
    }

    [Fact]
    public async Task an_address_that_was_struck_off_the_register_is_not_returned_to()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var command = new RequestEvidenceCommand("birth", null, "https://e-service.example/back", null);
        var asked = (await _world.Broker.RequestAsync(new EServiceCall(_world.School, given.Id), command, World.Soon)).ShouldSucceed();
        _world.Registers.Services["school"] = _world.School with { ReturnUris = new HashSet<string>(StringComparer.Ordinal) };
        (await _world.OpenAsync(asked, World.Maria)).ReturnUri.ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<(EServiceCall Call, ExchangeView Asked)> AskedAsync()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var call = new EServiceCall(_world.School, given.Id);
        return (call, await _world.AskAsync(call, "birth"));
    }
}
