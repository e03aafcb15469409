// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

/// <summary>Copies that are erased while something is under way with them.</summary>
public sealed class ErasureRaceTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task an_answer_whose_copy_was_erased_meanwhile_ends_the_exchange()
    {
        var release = new TaskCompletionSource();
        _world.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            await release.Task;
            return await FakeProvider.ProvideAsync("late"u8.ToArray())(question, sink, cancellationToken);
        };
        var call = await CallAsync();
        var asking = _world.AskAsync(call, "birth");
        await World.UntilAsync(() => !_world.Provider.Questions.IsEmpty);
        EraseBehindItsBack();
        release.SetResult();
        await World.UntilAsync(() => State() == "expired");
        (await asking.WaitAsync(TimeSpan.FromSeconds(10), World.Soon)).State.ShouldBe(ExchangeState.Expired);
        _world.Events().ShouldBe(["explicit-request.given", "evidence.asked", "exchange.expired", "explicit-request.closed"]);
    }

    [Fact]
    public async Task what_is_asked_for_while_an_erasure_runs_lives()
    {
        for (var count = 0; count < 40; count++)
        {
            await _world.AskAsync(await CallAsync(), "birth");
        }

        var erasing = Task.Run(() => _world.MyData.EraseCopiesAsync(World.Maria, World.Soon), World.Soon);
        await World.UntilAsync(() => _world.Events().Contains("exchange.expired"));
        var late = await _world.AskAsync(await CallAsync(), "birth");
        await erasing;
        late.State.ShouldBe(ExchangeState.PreviewRequired);
        (await _world.OpenAsync(late, World.Maria)).Documents.ShouldHaveSingleItem();
        _world.Query("SELECT count(*) FROM exchange WHERE state <> 'expired'").ShouldBe(["1"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_decision_on_an_erased_copy_ends_at_once(bool accept)
    {
        var preview = await _world.OpenAsync(await _world.AskAsync(await CallAsync("residence"), "residence"), World.Maria);
        EraseBehindItsBack();
        var decided = await _world.Previews.DecideAsync(preview.Id, World.Maria, accept, World.Soon)
            .WaitAsync(TimeSpan.FromSeconds(10), World.Soon);
        decided.IsSuccess.ShouldBe(!accept);
        State().ShouldBe(accept ? "expired" : "declined");
    }

    [Fact]
    public async Task an_erased_copy_is_never_shown_as_an_empty_preview()
    {
        var asked = await _world.AskAsync(await CallAsync(), "birth");
        EraseBehindItsBack();
        (await _world.Previews.OpenAsync(asked.Interaction!.Token, World.Maria, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.Expired);
        State().ShouldBe("expired");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<EServiceCall> CallAsync(string evidenceType = "birth") =>
        new(_world.School, (await _world.GiveAsync(_world.School, World.Maria, evidenceType)).Id);

    private string State() => _world.Query("SELECT state FROM exchange")[0];

    private void EraseBehindItsBack() =>
        _world.Query("UPDATE evidence_copy SET state = 'erased', data_key = x'', manifest = NULL WHERE state <> 'erased'");
}
