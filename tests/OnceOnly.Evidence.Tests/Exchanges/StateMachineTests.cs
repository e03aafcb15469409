// SPDX-License-Identifier: EUPL-1.2

using FsCheck;
using FsCheck.Fluent;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Exchanges;

public sealed class StateMachineTests
{
    /// <summary>What may be seen to follow what from outside, written down once more and apart from the code's own table.</summary>
    private static readonly Dictionary<ExchangeState, ExchangeState[]> Successors = new()
    {
        [ExchangeState.Requested] = [ExchangeState.Requested, ExchangeState.PreviewRequired, ExchangeState.Available, ExchangeState.Unavailable, ExchangeState.Failed, ExchangeState.Expired],
        [ExchangeState.PreviewRequired] = [ExchangeState.Previewing, ExchangeState.Expired],
        [ExchangeState.Previewing] = [ExchangeState.Previewing, ExchangeState.Available, ExchangeState.Declined, ExchangeState.Unavailable, ExchangeState.Failed, ExchangeState.Expired],
        [ExchangeState.Available] = [ExchangeState.Delivered, ExchangeState.Expired],
        [ExchangeState.Delivered] = [ExchangeState.Acknowledged, ExchangeState.Expired],
        [ExchangeState.Unavailable] = [ExchangeState.Requested, ExchangeState.Expired],
        [ExchangeState.Failed] = [ExchangeState.Requested],
        [ExchangeState.Acknowledged] = [],
        [ExchangeState.Declined] = [],
        [ExchangeState.Expired] = [],
    };

    [Fact]
    public void the_table_allows_what_the_design_says_and_nothing_else()
    {
        foreach (var from in Enum.GetValues<ExchangeState>())
        {
            Enum.GetValues<ExchangeState>().Where(to => ExchangeTransitions.Allows(from, to)).ShouldBe(Successors[from], ignoreOrder: true);
        }

        Enum.GetValues<ExchangeState>().Where(to => ExchangeTransitions.Allows(null, to))
            .ShouldBe([ExchangeState.Requested, ExchangeState.Available], ignoreOrder: true);
    }

    [Fact]
    public void an_illegal_step_cannot_be_made()
    {
        var now = DateTimeOffset.UnixEpoch;
        foreach (var from in Enum.GetValues<ExchangeState>())
        {
            var before = Exchange(from, now);
            foreach (var to in Enum.GetValues<ExchangeState>().Except(Successors[from]))
            {
                Should.Throw<InvalidOperationException>(() => new ExchangeStep(before, before with { State = to, Revision = 2 }));
            }
        }

        var hopeless = Exchange(ExchangeState.Failed, now) with { Error = new EvidenceError(EvidenceErrorCode.EvidenceNotFound) };
        Should.Throw<InvalidOperationException>(() => new ExchangeStep(hopeless, hopeless with { State = ExchangeState.Requested, Revision = 2 }));
        var requested = Exchange(ExchangeState.Requested, now);
        Should.Throw<InvalidOperationException>(() => new ExchangeStep(requested, requested with { State = ExchangeState.Failed, Revision = 3 }));
    }

    /// <summary>Whatever people, e-services, registries and clocks do in whatever order, only legal moves are seen.</summary>
    [Fact]
    public void no_sequence_of_acts_reaches_an_illegal_state()
    {
        var acts = Gen.Choose(0, 12).ListOf().Where(list => list.Count >= 4).ToArbitrary();
        Prop.ForAll(acts, list => Task.Run(() => PlayAsync(list)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(30));
    }

    private static async Task<bool> PlayAsync(IReadOnlyList<int> acts)
    {
        await using var world = new World();
        var given = await world.GiveAsync(world.School, World.Maria, "birth", "tax");
        var call = new EServiceCall(world.School, given.Id);
        string? exchangeId = null;
        string? token = null;
        string? previewId = null;
        IEvidenceDelivery? delivery = null;
        ExchangeState? state = null;
        foreach (var act in acts)
        {
            world.Provider.Answer = act switch
            {
                1 => FakeProvider.Always(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryFailed))),
                2 => FakeProvider.Always(new ProviderAnswer.Deferred(world.Clock.GetUtcNow().AddSeconds(5))),
                _ => FakeProvider.ProvideAsync("evidence"u8.ToArray()),
            };
            switch (act)
            {
                case <= 3:
                    var asked = await world.Broker.RequestAsync(call, new("birth", null, null, null), World.Soon);
                    exchangeId ??= asked.Value?.Id;
                    token = asked.Value?.Interaction?.Token ?? token;
                    break;
                case 4 or 5:
                    previewId = token is null ? previewId : (await world.Previews.OpenAsync(token, World.Maria, World.Soon)).Value?.Id ?? previewId;
                    break;
                case 6 or 7:
                    _ = previewId is null ? default : await world.Previews.DecideAsync(previewId, World.Maria, act == 6, World.Soon);
                    break;
                case 8:
                    delivery = exchangeId is null ? null : (await world.Broker.FetchAsync(call, exchangeId, World.Soon)).Value;
                    break;
                case 9:
                    await (delivery?.CompleteAsync(World.Soon) ?? Task.CompletedTask);
                    break;
                case 10:
                    _ = exchangeId is null || delivery is null ? default
                        : await world.Broker.AcknowledgeAsync(call, exchangeId, [.. delivery.Documents.Select(document => document.Sha256)], World.Soon);
                    break;
                case 11:
                    world.Clock.Advance(TimeSpan.FromMinutes(20));
                    await world.TurnAsync();
                    break;
                default:
                    if (acts.Count % 3 == 0)
                    {
                        await world.MyData.EraseCopiesAsync(World.Maria, World.Soon);
                    }

                    break;
            }

            if (exchangeId is not null)
            {
                var now = (await world.Broker.GetAsync(call, exchangeId, World.Soon)).ShouldSucceed().State;
                ShouldFollow(state, now);
                state = now;
            }
        }

        world.Events().Count(name => name == "evidence.delivered").ShouldBeLessThanOrEqualTo(1);
        world.Events().Count(name => name is "evidence.asked" or "evidence.re-asked").ShouldBe(world.Provider.Questions.Count);
        return true;
    }

    /// <summary>One act may take several steps: each of them must be legal.</summary>
    private static void ShouldFollow(ExchangeState? before, ExchangeState after)
    {
        if (before is not { } from || from == after)
        {
            return;
        }

        var reachable = new HashSet<ExchangeState> { from };
        for (var steps = 0; steps < 3; steps++)
        {
            reachable.UnionWith([.. reachable.SelectMany(state => Successors[state])]);
        }

        reachable.ShouldContain(after);
    }

    private static Exchange Exchange(ExchangeState state, DateTimeOffset now) => new()
    {
        Id = "x",
        Revision = 1,
        ExplicitRequestId = "r",
        EvidenceType = "birth",
        Provider = "civil",
        State = state,
        Error = state == ExchangeState.Failed ? new EvidenceError(EvidenceErrorCode.RegistryFailed) : null,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
