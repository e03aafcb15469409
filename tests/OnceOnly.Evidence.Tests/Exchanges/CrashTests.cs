// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

/// <summary>Instances that die, and those that find what they left.</summary>
public sealed class CrashTests : IAsyncDisposable
{
    private readonly World _dead = new();
    private readonly TaskCompletionSource _heard = new();
    private readonly TaskCompletionSource _late = new();

    [Fact]
    public async Task an_intent_without_outcome_is_asked_again_and_the_ledger_says_so()
    {
        var (call, _) = await DieWhileAskingAsync();
        await using var next = new World(_dead);
        await next.TurnAsync();
        next.Provider.Questions.ShouldBeEmpty();

        _dead.Clock.Advance(TimeSpan.FromSeconds(16));
        next.Provider.Answer = FakeProvider.ProvideAsync("recovered"u8.ToArray());
        await next.TurnAsync();
        await World.UntilAsync(async () => (await next.AskAsync(call, "birth")).State == ExchangeState.PreviewRequired);
        next.Provider.Questions.Count.ShouldBe(1);
        next.Events().ShouldBe(["explicit-request.given", "evidence.asked", "evidence.re-asked", "evidence.received"]);
    }

    [Fact]
    public async Task a_slow_zombie_cannot_write()
    {
        var (call, _) = await DieWhileAskingAsync();
        await using var next = new World(_dead);
        _dead.Clock.Advance(TimeSpan.FromSeconds(16));
        next.Provider.Answer = FakeProvider.ProvideAsync("recovered"u8.ToArray());
        await next.TurnAsync();
        await World.UntilAsync(async () => (await next.AskAsync(call, "birth")).State == ExchangeState.PreviewRequired);

        _late.SetResult();
        await World.UntilAsync(() => _dead.Logs.Lines.Any(line => line.Contains("came too late", StringComparison.Ordinal)));
        var preview = await next.OpenAsync(await next.AskAsync(call, "birth"), World.Maria);
        var content = await World.BytesAsync((await next.Previews.ReadAsync(preview.Id, preview.Documents[0], World.Maria, World.Soon)).ShouldSucceed());
        content.ShouldBe("recovered"u8.ToArray());
        next.Events().Count(name => name == "evidence.received").ShouldBe(1);
    }

    [Fact]
    public async Task a_slow_zombie_cannot_leave_pieces_of_a_large_answer()
    {
        _dead.Provider.Answer = async (_, sink, cancellationToken) =>
        {
            _heard.TrySetResult();
            await _late.Task;
            await sink.WriteAsync("application/pdf", "late.pdf", new MemoryStream(new byte[3_000_000]), cancellationToken);
            return new ProviderAnswer.Provided();
        };
        var call = await GiveAsync();
        _ = _dead.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon);
        await _heard.Task;
        await using var next = new World(_dead);
        _dead.Clock.Advance(TimeSpan.FromSeconds(16));
        next.Provider.Answer = FakeProvider.ProvideAsync("recovered"u8.ToArray());
        await next.TurnAsync();
        await World.UntilAsync(async () => (await next.AskAsync(call, "birth")).State == ExchangeState.PreviewRequired);
        _late.SetResult();
        await World.UntilAsync(() => _dead.Logs.Lines.Any(line => line.Contains("came too late", StringComparison.Ordinal)));
        await next.TurnAsync();
        next.Query("SELECT count(*) FROM evidence_segment").ShouldBe(["1"]);
    }

    [Fact]
    public async Task an_asker_that_shows_life_is_left_alone()
    {
        await DieWhileAskingAsync();
        await using var next = new World(_dead);
        for (var turn = 0; turn < 10; turn++)
        {
            _dead.Clock.Advance(TimeSpan.FromSeconds(4));
            await _dead.TurnAsync();
            await next.TurnAsync();
        }

        next.Provider.Questions.ShouldBeEmpty();
        next.Events().ShouldNotContain("evidence.re-asked");
    }

    [Fact]
    public async Task a_question_that_keeps_killing_is_given_up()
    {
        var (call, exchangeId) = await DieWhileAskingAsync();
        var instances = new List<World>();
        try
        {
            for (var life = 0; life < 3; life++)
            {
                _dead.Clock.Advance(TimeSpan.FromSeconds(16));
                instances.Add(new World(_dead));
                await instances[^1].TurnAsync();
            }

            var view = (await instances[^1].Broker.GetAsync(call, exchangeId, World.Soon)).ShouldSucceed();
            view.State.ShouldBe(ExchangeState.Failed);
            view.Error!.Code.ShouldBe(EvidenceErrorCode.Internal);
            instances[^1].Events().Count(name => name == "evidence.re-asked").ShouldBe(2);
        }
        finally
        {
            _late.TrySetResult();
            foreach (var instance in instances)
            {
                await instance.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task an_orphan_whose_e_service_may_not_ask_any_more_is_closed_as_failed()
    {
        var (call, exchangeId) = await DieWhileAskingAsync();
        await using var next = new World(_dead);
        _dead.Clock.Advance(TimeSpan.FromSeconds(16));
        next.Registers.Offers.Clear();
        await next.TurnAsync();
        (await next.Broker.GetAsync(call, exchangeId, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Failed);
        next.Provider.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_good_stop_waits_for_quick_asks()
    {
        var (call, exchangeId) = await DieWhileAskingAsync();
        var closing = _dead.CloseAsync().AsTask();
        closing.IsCompleted.ShouldBeFalse();
        _late.SetResult();
        await closing;
        await using var next = new World(_dead);
        (await next.Broker.GetAsync(call, exchangeId, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.PreviewRequired);
    }

    [Fact]
    public async Task a_good_stop_hands_slow_asks_over_at_once()
    {
        var (call, _) = await DieWhileAskingAsync();
        await _dead.AdvanceUntilAsync(_dead.CloseAsync().AsTask(), TimeSpan.FromSeconds(1));
        await using var next = new World(_dead);
        next.Provider.Answer = FakeProvider.ProvideAsync("recovered"u8.ToArray());
        await next.TurnAsync();
        await World.UntilAsync(async () => (await next.AskAsync(call, "birth")).State == ExchangeState.PreviewRequired);
    }

    public async ValueTask DisposeAsync()
    {
        _late.TrySetResult();
        await _dead.DisposeAsync();
    }

    private async Task<EServiceCall> GiveAsync() => new(_dead.School, (await _dead.GiveAsync(_dead.School, World.Maria, "birth")).Id);

    private async Task<(EServiceCall Call, string ExchangeId)> DieWhileAskingAsync()
    {
        _dead.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            _heard.TrySetResult();
            await _late.Task.WaitAsync(cancellationToken);
            return await FakeProvider.ProvideAsync("zombie"u8.ToArray())(question, sink, cancellationToken);
        };
        var call = await GiveAsync();
        _ = _dead.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon);
        await _heard.Task;
        return (call, _dead.Query("SELECT id FROM exchange")[0]);
    }
}
