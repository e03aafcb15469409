// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

public sealed class RequestTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task two_hundred_equal_requests_ask_the_registry_once()
    {
        using var counters = new CounterProbe();
        var call = await CallAsync("birth");
        var views = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => _world.AskAsync(call, "birth"))));
        views.Select(view => view.Id).Distinct().ShouldHaveSingleItem();
        views.ShouldAllBe(view => view.State == ExchangeState.PreviewRequired);
        _world.Provider.Questions.Count.ShouldBe(1);
        counters["onceonly.registry.asked"].ShouldBe(1);
    }

    [Fact]
    public async Task equal_requests_on_two_instances_ask_the_registry_once()
    {
        await using var other = new World(_world);
        var call = await CallAsync("birth");
        var asking = Task.WhenAll(Enumerable.Range(0, 40).Select(index =>
            Task.Run(() => (index % 2 == 0 ? _world : other).Broker.RequestAsync(call, new("birth", null, null, null), World.Soon))));

        // The instance that does not ask looks at the clock between two looks at the state.
        await _world.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(1));
        var views = await asking;
        views.Select(view => view.ShouldSucceed().Id).Distinct().ShouldHaveSingleItem();
        (_world.Provider.Questions.Count + other.Provider.Questions.Count).ShouldBe(1);
    }

    [Fact]
    public async Task a_slow_answer_is_seen_by_watching()
    {
        var release = new TaskCompletionSource();
        _world.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            await release.Task;
            return await FakeProvider.ProvideAsync("late"u8.ToArray())(question, sink, cancellationToken);
        };
        var call = await CallAsync("birth");
        var asking = _world.AskAsync(call, "birth");
        await World.UntilAsync(() => _world.Provider.Questions.Count == 1);
        await _world.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(2));
        (await asking).State.ShouldBe(ExchangeState.Requested);

        await using var watch = _world.Broker.WatchAsync(call, (await asking).Id, World.Soon).GetAsyncEnumerator();
        (await watch.MoveNextAsync()).ShouldBeTrue();
        watch.Current.ShouldSucceed().State.ShouldBe(ExchangeState.Requested);
        release.SetResult();
        (await watch.MoveNextAsync()).ShouldBeTrue();
        watch.Current.ShouldSucceed().State.ShouldBe(ExchangeState.PreviewRequired);
    }

    [Fact]
    public async Task watching_ends_with_the_exchange()
    {
        var call = await CallAsync("birth");
        var asked = await _world.AskAsync(call, "birth");
        var seen = Task.Run(async () =>
        {
            var states = new List<ExchangeState>();
            await foreach (var view in _world.Broker.WatchAsync(call, asked.Id, World.Soon))
            {
                states.Add(view.ShouldSucceed().State);
            }

            return states;
        });
        var preview = await _world.OpenAsync(asked, World.Maria);
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: false, World.Soon)).ShouldSucceed();
        (await seen.WaitAsync(TimeSpan.FromSeconds(20))).Last().ShouldBe(ExchangeState.Declined);
    }

    [Fact]
    public async Task an_abandoned_call_does_not_stop_the_ask()
    {
        var release = new TaskCompletionSource();
        _world.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            await release.Task.WaitAsync(cancellationToken);
            return await FakeProvider.ProvideAsync("late"u8.ToArray())(question, sink, cancellationToken);
        };
        var call = await CallAsync("birth");
        using var patience = new CancellationTokenSource();
        var asking = _world.Broker.RequestAsync(call, new("birth", null, null, null), patience.Token);
        await World.UntilAsync(() => _world.Provider.Questions.Count == 1);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        release.SetResult();
        await World.UntilAsync(async () => (await _world.AskAsync(call, "birth")).State == ExchangeState.PreviewRequired);
        _world.Provider.Questions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task the_provider_hears_about_person_procedure_and_tenant()
    {
        await _world.AskAsync(await CallAsync("birth"), "birth");
        var question = _world.Provider.Questions.ShouldHaveSingleItem();
        question.Person.ShouldBe(World.Maria);
        question.Procedure.ShouldBe("T3");
        question.Requester.ShouldBe("north");
        question.Offer.EvidenceType.ShouldBe("birth");
    }

    [Fact]
    public async Task the_represented_company_is_whom_the_provider_hears_about()
    {
        var given = await _world.GiveAsync(_world.School, World.Company, "extract");
        await _world.AskAsync(new EServiceCall(_world.School, given.Id), "extract");
        _world.Provider.Questions.ShouldHaveSingleItem().Person.ShouldBe(World.Company);
    }

    [Fact]
    public async Task another_e_service_sees_nothing_of_the_request()
    {
        var call = await CallAsync("birth");
        var asked = await _world.AskAsync(call, "birth");
        var stranger = call with { Service = _world.Library };
        (await RequestAsync(stranger, "birth")).ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Broker.GetAsync(stranger, asked.Id, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Broker.FetchAsync(stranger, asked.Id, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Broker.AcknowledgeAsync(stranger, asked.Id, [], World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
        await foreach (var view in _world.Broker.WatchAsync(stranger, asked.Id, World.Soon))
        {
            view.ShouldFail(EvidenceErrorCode.NotFound);
        }

        (await RequestAsync(call with { Service = _world.School with { Tenant = "south" } }, "birth")).ShouldFail(EvidenceErrorCode.NotFound);
        (await RequestAsync(call with { ExplicitRequestId = "unknown" }, "birth")).ShouldFail(EvidenceErrorCode.NotFound);
    }

    [Fact]
    public async Task an_exchange_of_another_request_of_the_same_e_service_is_not_found()
    {
        var asked = await _world.AskAsync(await CallAsync("birth"), "birth");
        (await _world.Broker.GetAsync(await CallAsync("birth"), asked.Id, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
    }

    [Fact]
    public async Task evidence_outside_the_request_is_refused()
    {
        var call = await CallAsync("birth");
        (await RequestAsync(call, "tax")).ShouldFail(EvidenceErrorCode.NotRequested);
        (await _world.Broker.RequestAsync(call, new("birth", "other", null, null), World.Soon)).ShouldFail(EvidenceErrorCode.NotRequested);
        _world.Provider.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task the_live_allow_list_counts()
    {
        var call = await CallAsync("birth");
        _world.Registers.Services["school"] = _world.School with { EvidenceTypes = new HashSet<string>(StringComparer.Ordinal) { "tax" } };
        (await RequestAsync(call, "birth")).ShouldFail(EvidenceErrorCode.NotAllowed);
        _world.Provider.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_level_raised_since_counts()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria with { LevelOfAssurance = LevelOfAssurance.Substantial }, "birth");
        _world.Registers.Offers[0] = _world.Registers.Offers[0] with { LevelOfAssurance = LevelOfAssurance.High };
        (await RequestAsync(new EServiceCall(_world.School, given.Id), "birth")).ShouldFail(EvidenceErrorCode.LevelOfAssuranceTooLow)
            .RequiredLevel.ShouldBe(LevelOfAssurance.High);
    }

    [Fact]
    public async Task a_closed_or_expired_request_is_refused()
    {
        var call = await CallAsync("birth");
        await _world.AskAsync(call, "birth");
        await _world.Requests.WithdrawAsync(call.ExplicitRequestId, World.Maria, World.Soon);
        (await RequestAsync(call, "birth")).ShouldFail(EvidenceErrorCode.ExplicitRequestClosed);

        var second = await CallAsync("birth");
        _world.Clock.Advance(TimeSpan.FromHours(25));
        (await RequestAsync(second, "birth")).ShouldFail(EvidenceErrorCode.ExplicitRequestClosed);
        _world.Provider.Questions.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("https://e-service.example/back?x=1", null, "return_uri")]
    [InlineData("https://E-service.example/back", null, "return_uri")]
    [InlineData("javascript:alert(1)", null, "return_uri")]
    [InlineData("https://e-service.example/back", 513, "state")]
    public async Task a_browser_is_only_sent_where_the_e_service_is_registered(string returnUri, int? stateLength, string field)
    {
        var command = new RequestEvidenceCommand("birth", null, returnUri, stateLength is { } length ? new string('s', length) : null);
        (await _world.Broker.RequestAsync(await CallAsync("birth"), command, World.Soon)).ShouldFail(EvidenceErrorCode.InvalidRequest)
            .Field.ShouldBe(field);
    }

    [Fact]
    public async Task offers_are_narrowed_to_what_the_e_service_may_ask_for()
    {
        _world.Registers.Offers.Add(FakeRegisters.Offer("criminal-record", "police", ReuseTerms.Default));
        (await _world.Broker.FindAsync(_world.School, new EvidenceQuery("T3"), World.Soon)).ShouldSucceed()
            .ShouldNotContain(offer => offer.EvidenceType == "criminal-record");
        (await _world.Broker.FindAsync(_world.School, new EvidenceQuery("T3", EvidenceType: "criminal-record"), World.Soon))
            .ShouldFail(EvidenceErrorCode.NotAllowed);
        (await _world.Broker.FindAsync(_world.School, new EvidenceQuery("T9"), World.Soon)).ShouldFail(EvidenceErrorCode.NotAllowed);
    }

    [Fact]
    public async Task a_gateway_with_its_hands_full_says_so()
    {
        await using var busy = new World(configure: options => options.ConcurrentAsks = 1);
        busy.Provider.Answer = async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new ProviderAnswer.Provided();
        };
        var given = await busy.GiveAsync(busy.School, World.Maria, "birth", "tax");
        var call = new EServiceCall(busy.School, given.Id);
        var first = busy.AskAsync(call, "birth");
        await World.UntilAsync(() => busy.Provider.Questions.Count == 1);
        (await busy.Broker.RequestAsync(call, new("tax", null, null, null), World.Soon)).ShouldFail(EvidenceErrorCode.Overloaded);
        await busy.AdvanceUntilAsync(first, TimeSpan.FromSeconds(2));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Task<Result<ExchangeView>> RequestAsync(EServiceCall call, string type) =>
        _world.Broker.RequestAsync(call, new RequestEvidenceCommand(type, null, null, null), World.Soon);

    private async Task<EServiceCall> CallAsync(string type) =>
        new(_world.School, (await _world.GiveAsync(_world.School, World.Maria, type)).Id);
}
