// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

/// <summary>An asker that repeats its request to the provider.</summary>
public sealed class RepetitionTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task each_repetition_is_in_the_ledger_before_it_leaves_and_is_counted()
    {
        using var counters = new CounterProbe();
        var before = new List<string>();
        _world.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            (await question.MayRepeatAsync(EvidenceErrorCode.RegistryFailed)).ShouldBeTrue();
            before.Add(_world.Events()[^1]);
            (await question.MayRepeatAsync(EvidenceErrorCode.RegistryUnreachable)).ShouldBeTrue();
            before.Add(_world.Events()[^1]);
            return await FakeProvider.ProvideAsync("third time"u8.ToArray())(question, sink, cancellationToken);
        };

        (await _world.AskAsync(await CallAsync(), "birth")).State.ShouldBe(ExchangeState.PreviewRequired);

        before.ShouldBe(["evidence.re-asked", "evidence.re-asked"]);
        _world.Query("SELECT body ->> '$.attempt' || ' ' || (body ->> '$.reason') FROM ledger_entry WHERE body ->> '$.event' = 'evidence.re-asked'")
            .ShouldBe(["2 registry_failed", "3 registry_unreachable"]);
        counters["onceonly.registry.asked"].ShouldBe(3);
    }

    [Fact]
    public async Task an_asker_that_was_taken_over_repeats_nothing()
    {
        var heard = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var allowed = new TaskCompletionSource<bool>();
        _world.Provider.Answer = async (question, _, _) =>
        {
            heard.SetResult();
            await goOn.Task;
            allowed.SetResult(await question.MayRepeatAsync(EvidenceErrorCode.RegistryFailed));
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryFailed));
        };
        var call = await CallAsync();
        _ = _world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon);
        await heard.Task;
        await using var next = new World(_world);
        next.Provider.Answer = FakeProvider.ProvideAsync("recovered"u8.ToArray());
        _world.Clock.Advance(TimeSpan.FromSeconds(16));
        await next.TurnAsync();
        await World.UntilAsync(async () => (await next.AskAsync(call, "birth")).State == ExchangeState.PreviewRequired);

        goOn.SetResult();

        (await allowed.Task).ShouldBeFalse();
        _world.Events().Count(name => name == "evidence.re-asked").ShouldBe(1);
    }

    [Fact]
    public async Task an_adapter_that_was_left_behind_repeats_nothing()
    {
        var late = new TaskCompletionSource();
        var allowed = new TaskCompletionSource<bool>();
        _world.Provider.Answer = async (question, _, _) =>
        {
            await late.Task;
            allowed.SetResult(await question.MayRepeatAsync(EvidenceErrorCode.RegistryFailed));
            return new ProviderAnswer.Provided();
        };
        var call = await CallAsync();
        var asking = _world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon);
        await _world.AdvanceUntilAsync(
            World.UntilAsync(async () => (await _world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon)).Value?.State == ExchangeState.Failed),
            TimeSpan.FromSeconds(10));
        await asking;

        late.SetResult();

        (await allowed.Task).ShouldBeFalse();
        _world.Events().ShouldNotContain("evidence.re-asked");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<EServiceCall> CallAsync() => new(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth")).Id);
}
