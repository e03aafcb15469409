// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Previews;

/// <summary>Evidence whose provider shows it to the citizen at its own place.</summary>
public sealed class PreviewElsewhereTests : IAsyncDisposable
{
    private static readonly Uri Location = new("https://preview.registry.example/see?Key=aB%2Fc");
    private static readonly Uri Back = new("https://gateway.example/preview/1");

    private readonly World _world = new();
    private readonly TaskCompletionSource<ProviderAnswer> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PreviewElsewhereTests()
    {
        _world.Provider.Patience = TimeSpan.FromHours(1);
        _world.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            if (question.Preview is null)
            {
                return new ProviderAnswer.PreviewElsewhere(Location, _world.Clock.GetUtcNow().AddMinutes(15));
            }

            var answer = await _decided.Task.WaitAsync(cancellationToken);
            return answer is ProviderAnswer.Provided
                ? await FakeProvider.ProvideAsync("accepted abroad"u8.ToArray())(question, sink, cancellationToken)
                : answer;
        };
    }

    [Fact]
    public async Task the_citizen_leaves_for_the_provider_and_what_they_accept_there_is_available()
    {
        using var counters = new CounterProbe();
        var (call, preview) = await OpenAsync();
        preview.State.ShouldBe(ExchangeState.PreviewRequired);
        preview.Elsewhere.ShouldBe(Location);
        preview.Documents.ShouldBeEmpty();
        _world.Provider.Questions.Count.ShouldBe(1);

        (await LeaveAsync(preview)).ShouldBe(Location);
        await World.UntilAsync(() => _world.Provider.Questions.Count == 2);
        var second = _world.Provider.Questions.Last();
        second.Preview.ShouldBe(new PreviewJourney(Location, Back));
        second.Attempt.ShouldBe(2);
        (await _world.AskAsync(call, "birth")).State.ShouldBe(ExchangeState.Previewing);

        _decided.SetResult(new ProviderAnswer.Provided());
        await ReachAsync(call, ExchangeState.Available);
        var exchange = await _world.AskAsync(call, "birth");
        (await _world.FetchAsync(call, exchange.Id)).ShouldHaveSingleItem().ShouldBe("accepted abroad"u8.ToArray());
        _world.Events().ShouldBe(
        [
            "explicit-request.given", "evidence.asked", "evidence.preview-offered", "evidence.preview-begun",
            "evidence.received", "evidence.accepted", "evidence.fetched", "evidence.delivered",
        ]);
        counters["onceonly.registry.asked"].ShouldBe(1);
    }

    [Fact]
    public async Task leaving_twice_leads_the_same_way_and_asks_once()
    {
        var (call, preview) = await OpenAsync();
        var both = await Task.WhenAll(LeaveAsync(preview), LeaveAsync(preview));
        both.ShouldAllBe(address => address == Location);
        var again = await _world.OpenAsync(await _world.AskAsync(call, "birth"), World.Maria);
        (await LeaveAsync(again)).ShouldBe(Location);
        await World.UntilAsync(() => _world.Provider.Questions.Count == 2);
        _world.Events().Count(name => name == "evidence.preview-begun").ShouldBe(1);

        // Looking at the page again must not take the answer away from who waits for it.
        _decided.SetResult(new ProviderAnswer.Provided());
        await ReachAsync(call, ExchangeState.Available);
        _world.Provider.Questions.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(ExchangeState.Declined, EvidenceErrorCode.DeclinedByCitizen, "evidence.declined")]
    [InlineData(ExchangeState.Failed, EvidenceErrorCode.EvidenceNotFound, "exchange.failed")]
    [InlineData(ExchangeState.Unavailable, EvidenceErrorCode.EvidenceDeferred, "evidence.deferred")]
    [InlineData(ExchangeState.Expired, EvidenceErrorCode.Expired, "exchange.expired")]
    public async Task whatever_comes_of_the_preview_is_told(ExchangeState state, EvidenceErrorCode code, string entry)
    {
        var (call, preview) = await OpenAsync();
        await LeaveAsync(preview);
        _decided.SetResult(state switch
        {
            ExchangeState.Declined => new ProviderAnswer.Declined(),
            ExchangeState.Unavailable => new ProviderAnswer.Deferred(_world.Clock.GetUtcNow().AddDays(2)),
            _ => new ProviderAnswer.Failed(new EvidenceError(code)),
        });

        await World.UntilAsync(async () => (await FindAsync(preview)).State == state);
        var view = await FindAsync(preview);
        view.Error!.Code.ShouldBe(code);
        _world.Events().ShouldContain(entry);
        _world.Query("SELECT count(*) FROM evidence_copy WHERE state <> 'erased'").ShouldBe(["0"]);
        (await _world.Previews.DepartAsync(preview.Id, World.Maria, Back, World.Soon)).IsSuccess.ShouldBeFalse();
        _ = call;
    }

    [Fact]
    public async Task what_was_deferred_at_the_preview_is_asked_anew_and_previewed_anew()
    {
        var (call, preview) = await OpenAsync();
        await LeaveAsync(preview);
        _decided.SetResult(new ProviderAnswer.Deferred(_world.Clock.GetUtcNow().AddHours(2)));
        await World.UntilAsync(async () => (await FindAsync(preview)).State == ExchangeState.Unavailable);
        _world.Clock.Advance(TimeSpan.FromHours(2));

        var exchange = await _world.AskAsync(call, "birth");

        exchange.State.ShouldBe(ExchangeState.PreviewRequired);
        _world.Provider.Questions.Count.ShouldBe(3);
        _world.Provider.Questions.Last().Preview.ShouldBeNull();
        (await _world.OpenAsync(exchange, World.Maria)).Elsewhere.ShouldBe(Location);
    }

    [Fact]
    public async Task nobody_decides_or_reads_here_what_is_previewed_there()
    {
        var (_, preview) = await OpenAsync();
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: true, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.WrongState);
        await LeaveAsync(preview);
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: true, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.WrongState);
        (await FindAsync(preview)).State.ShouldBe(ExchangeState.Previewing);
    }

    [Fact]
    public async Task nobody_else_leaves_for_it()
    {
        var (_, preview) = await OpenAsync();
        (await _world.Previews.DepartAsync(preview.Id, World.Nikos, Back, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.InteractionInvalid);
        _world.Provider.Questions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task who_does_not_leave_in_time_leaves_no_more()
    {
        var (call, preview) = await OpenAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(15));
        (await _world.Previews.DepartAsync(preview.Id, World.Maria, Back, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.Expired);
        await _world.TurnAsync();
        (await _world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.ExplicitRequestClosed);
    }

    [Theory]
    [InlineData(true, "explicit-request.given,evidence.asked,evidence.preview-offered,evidence.preview-begun,evidence.received,evidence.accepted")]
    [InlineData(false, "explicit-request.given,evidence.asked,evidence.preview-offered,evidence.preview-begun,evidence.re-asked,evidence.received,evidence.accepted")]
    public async Task a_wait_whose_instance_died_goes_on_elsewhere(bool isUnderWay, string entries)
    {
        var (call, preview) = await OpenAsync();
        await LeaveAsync(preview);
        await World.UntilAsync(() => _world.Provider.Questions.Count == 2);
        await using var next = new World(_world) { Provider = { IsUnderWay = isUnderWay, Answer = FakeProvider.ProvideAsync("accepted abroad"u8.ToArray()) } };
        _world.Clock.Advance(TimeSpan.FromSeconds(16));

        await next.TurnAsync();

        await World.UntilAsync(async () => (await next.AskAsync(call, "birth")).State == ExchangeState.Available);
        next.Events().ShouldBe(entries.Split(','));
        var question = next.Provider.Questions.ShouldHaveSingleItem();
        question.Preview.ShouldBe(new PreviewJourney(Location, Back));
        question.Attempt.ShouldBe(isUnderWay ? 2 : 3);

        // The one believed dead answers too late.
        _decided.SetResult(new ProviderAnswer.Declined());
        await World.UntilAsync(() => _world.Logs.Lines.Any(line => line.Contains("came too late", StringComparison.Ordinal)));
        (await next.AskAsync(call, "birth")).State.ShouldBe(ExchangeState.Available);
    }

    [Fact]
    public async Task however_often_instances_are_restarted_a_long_wait_survives()
    {
        var (call, preview) = await OpenAsync();
        _world.Provider.IsUnderWay = true;
        await LeaveAsync(preview);
        await World.UntilAsync(() => _world.Provider.Questions.Count == 2);
        var instances = new List<World> { _world };
        for (var restart = 0; restart < 6; restart++)
        {
            await instances[^1].CloseAsync();
            instances.Add(new World(_world));
            await instances[^1].TurnAsync();
            await World.UntilAsync(() => instances[^1].Provider.Questions.Count == 1);
        }

        _decided.SetResult(new ProviderAnswer.Provided());
        await World.UntilAsync(async () => (await instances[^1].AskAsync(call, "birth")).State == ExchangeState.Available);
        instances[^1].Events().ShouldNotContain("evidence.re-asked");
        foreach (var instance in instances.Skip(1))
        {
            await instance.DisposeAsync();
        }
    }

    [Fact]
    public async Task a_decision_that_nobody_was_asked_for_is_no_answer()
    {
        _world.Provider.Answer = FakeProvider.Always(new ProviderAnswer.Declined());
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var exchange = await _world.AskAsync(new EServiceCall(_world.School, given.Id), "birth");
        exchange.Error!.Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task those_who_wait_for_long_are_bounded_apart_from_the_rest()
    {
        await using var world = new World(configure: options => (options.ConcurrentWaits, options.ConcurrentAsks) = (1, 1));
        world.Provider.Patience = TimeSpan.FromHours(1);
        world.Provider.Answer = async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new ProviderAnswer.Declined();
        };
        var call = new EServiceCall(world.School, (await world.GiveAsync(world.School, World.Maria, "birth", "tax")).Id);
        var waiting = world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon);
        await World.UntilAsync(() => world.Provider.Questions.Count == 1);
        (await world.Broker.RequestAsync(call, new("tax", null, null, null), World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.Overloaded);

        world.Provider.Patience = null;
        world.Provider.Answer = FakeProvider.ProvideAsync("quick"u8.ToArray());
        (await world.AskAsync(call, "tax")).State.ShouldBe(ExchangeState.PreviewRequired);
        await world.AdvanceUntilAsync(waiting, TimeSpan.FromSeconds(2));
    }

    public async ValueTask DisposeAsync()
    {
        _decided.TrySetResult(new ProviderAnswer.Declined());
        await _world.DisposeAsync();
    }

    private async Task<(EServiceCall Call, Preview Preview)> OpenAsync()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        var call = new EServiceCall(_world.School, given.Id);
        return (call, await _world.OpenAsync(await _world.AskAsync(call, "birth"), World.Maria));
    }

    private async Task<Uri> LeaveAsync(Preview preview) =>
        (await _world.Previews.DepartAsync(preview.Id, World.Maria, Back, World.Soon)).ShouldSucceed();

    private async Task<Preview> FindAsync(Preview preview) =>
        (await _world.Previews.FindAsync(preview.Id, World.Maria, World.Soon)).ShouldSucceed();

    private Task ReachAsync(EServiceCall call, ExchangeState state) =>
        World.UntilAsync(async () => (await _world.AskAsync(call, "birth")).State == state);
}
