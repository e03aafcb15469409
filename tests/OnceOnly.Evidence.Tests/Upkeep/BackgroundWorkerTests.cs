// SPDX-License-Identifier: EUPL-1.2

using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Evidence.Tests.Upkeep;

/// <summary>Several instances on one store, each with its background work.</summary>
public sealed class BackgroundWorkerTests
{
    [Fact]
    public async Task one_instance_at_a_time_does_what_is_leased_and_another_takes_over_when_it_dies()
    {
        CountedWork[] works = [new(), new(), new()];
        await using var first = new World(add: services => services.AddSingleton<IBackgroundWork>(works[0]));
        await using var second = new World(first, add: services => services.AddSingleton<IBackgroundWork>(works[1]));
        await using var third = new World(first, add: services => services.AddSingleton<IBackgroundWork>(works[2]));
        using var owner = CancellationTokenSource.CreateLinkedTokenSource(World.Soon);
        using var others = CancellationTokenSource.CreateLinkedTokenSource(World.Soon);
        var running = new List<Task> { first.Get<BackgroundWorker>().RunAsync(owner.Token) };
        await World.UntilAsync(() => works[0].Turns == 1);
        running.Add(second.Get<BackgroundWorker>().RunAsync(others.Token));
        running.Add(third.Get<BackgroundWorker>().RunAsync(others.Token));
        await UntilTurnAsync(first, works[0], 8);
        works[1].Turns.ShouldBe(0);
        works[2].Turns.ShouldBe(0);

        await owner.CancelAsync();
        var turnsOfTheDead = works[0].Turns;
        await World.UntilAsync(() =>
        {
            first.Clock.Advance(TimeSpan.FromSeconds(1));
            return works[1].Turns + works[2].Turns > 3;
        });
        works[0].Turns.ShouldBe(turnsOfTheDead);
        Math.Min(works[1].Turns, works[2].Turns).ShouldBe(0);
        await others.CancelAsync();
        await Task.WhenAll(running);
    }

    [Fact]
    public async Task work_that_fails_says_so_once_and_when_it_works_again()
    {
        var work = new CountedWork { Fails = true };
        await using var world = new World(add: services => services.AddSingleton<IBackgroundWork>(work));
        using var running = CancellationTokenSource.CreateLinkedTokenSource(World.Soon);
        var worker = world.Get<BackgroundWorker>().RunAsync(running.Token);
        await UntilTurnAsync(world, work, 20);
        work.Fails = false;
        await UntilTurnAsync(world, work, work.Turns + 3);
        await running.CancelAsync();
        await worker;
        world.Logs.Lines.Count(line => line.Contains($"{nameof(CountedWork)} failed", StringComparison.Ordinal)).ShouldBeInRange(1, 3);
        world.Logs.Lines.Count(line => line.Contains($"{nameof(CountedWork)} works again", StringComparison.Ordinal)).ShouldBe(1);
        world.Logs.Lines.ShouldContain(line => line.Contains("InvalidOperationException < SocketException (ConnectionRefused)", StringComparison.Ordinal));
        world.Logs.Lines.ShouldNotContain(line => line.Contains("Papadopoulou", StringComparison.Ordinal), "messages of exceptions may name persons");
    }

    [Fact]
    public async Task what_is_over_is_not_served_however_long_nobody_cleans_up()
    {
        await using var world = new World();
        var call = new EServiceCall(world.School, (await world.GiveAsync(world.School, World.Maria, "birth-direct", "residence")).Id);
        var exchange = await world.AskAsync(call, "birth-direct");
        await world.AcceptedAsync(call, World.Maria, "residence");
        (await world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldHaveSingleItem();
        world.Clock.Advance(TimeSpan.FromHours(25));
        (await world.Broker.FetchAsync(call, exchange.Id, World.Soon)).Error!.Code.ShouldBe(EvidenceErrorCode.ExplicitRequestClosed);
        world.Clock.Advance(TimeSpan.FromDays(30));
        (await world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldBeEmpty();
        var later = new EServiceCall(world.School, (await world.GiveAsync(world.School, World.Maria, "residence")).Id);
        var asked = world.Provider.Questions.Count;
        await world.AskAsync(later, "residence");
        world.Provider.Questions.Count.ShouldBe(asked + 1);
        world.Query("SELECT count(*) FROM evidence_copy WHERE state <> 'erased'").ShouldBe(["3"]);
    }

    private static Task UntilTurnAsync(World world, CountedWork work, int turn) => World.UntilAsync(() =>
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        return work.Turns >= turn;
    });

    private sealed class CountedWork : IBackgroundWork
    {
        private int _turns;

        public int Turns => Volatile.Read(ref _turns);

        public TimeSpan Every => TimeSpan.FromSeconds(5);

        public string Lease => "counted";

        public bool Fails { get; set; }

        public Task TurnAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _turns);
            return Fails ? throw new InvalidOperationException("Nobody is called Papadopoulou.", new SocketException((int)SocketError.ConnectionRefused)) : Task.CompletedTask;
        }
    }
}
