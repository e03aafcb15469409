// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

public sealed class SingleFlightTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_flight_everybody_left_does_not_answer_later_calls()
    {
        // The start takes so long that its only caller gives up; it then fails, as it would for the moment only.
        var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth")).Id);
        _world.Provider.Reached = new TaskCompletionSource<bool>();
        using var patience = new CancellationTokenSource();
        var first = _world.Broker.RequestAsync(call, new("birth", null, null, null), patience.Token);
        await World.UntilAsync(() => _world.Provider.IsBeingReached);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        _world.Provider.Reached.SetResult(false);
        await World.UntilAsync(() => !_world.Provider.IsBeingReached);
        await Task.Delay(50, World.Soon);
        _world.Provider.Reached = null;
        (await _world.AskAsync(call, "birth")).State.ShouldBe(ExchangeState.PreviewRequired);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
