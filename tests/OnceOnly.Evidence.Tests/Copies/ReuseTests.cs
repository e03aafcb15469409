// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Copies;

/// <summary>What each re-use policy keeps, and whom it serves.</summary>
public sealed class ReuseTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task policy_none_keeps_nothing_beyond_acknowledgement()
    {
        var call = await CallAsync(_world.School, "tax", "birth");
        var exchange = await _world.AcceptedAsync(call, World.Maria, "tax");
        await _world.AcknowledgeAsync(call, exchange.Id, await _world.FetchAsync(call, exchange.Id));
        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM evidence_copy").ShouldBe(["0"]);
        _world.Query("SELECT count(*) FROM evidence_segment").ShouldBe(["0"]);
    }

    [Fact]
    public async Task policy_exchange_serves_the_same_request_until_it_ends()
    {
        var call = await CallAsync(_world.School, "birth", "tax");
        var exchange = await _world.AcceptedAsync(call, World.Maria, "birth");
        var documents = await _world.FetchAsync(call, exchange.Id);
        (await _world.AskAsync(call, "birth")).Id.ShouldBe(exchange.Id);
        (await _world.FetchAsync(call, exchange.Id)).ShouldBe(documents);
        await _world.AcknowledgeAsync(call, exchange.Id, documents);
        _world.Query("SELECT state FROM evidence_copy").ShouldBe(["held"]);
        _world.Provider.Questions.Count.ShouldBe(1);

        await _world.Requests.WithdrawAsync(call.ExplicitRequestId, World.Maria, World.Soon);
        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM evidence_segment").ShouldBe(["0"]);
    }

    [Fact]
    public async Task policy_exchange_never_serves_another_request()
    {
        await ObtainAsync(_world.School, "birth");
        await _world.AskAsync(await CallAsync(_world.School, "birth"), "birth");
        _world.Provider.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task policy_person_serves_another_request_without_registry_or_preview()
    {
        using var counters = new CounterProbe();
        await ObtainAsync(_world.School, "residence");
        var served = await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence");
        served.State.ShouldBe(ExchangeState.Available);
        served.ServedFromCopy.ShouldBeTrue();
        _world.Provider.Questions.Count.ShouldBe(1);
        counters["onceonly.registry.asked"].ShouldBe(1);
        counters["onceonly.copy.served"].ShouldBe(1);
        counters["onceonly.citizen.supplied"].ShouldBe(0);
        counters.Tags.Distinct().Order().ShouldBe(["evidence_type=residence", "outcome=acknowledged", "provider=population"]);
        _world.Events().ShouldContain("evidence.served-from-copy");
    }

    [Fact]
    public async Task a_served_copy_is_delivered_and_acknowledged_like_any_evidence()
    {
        var documents = await ObtainAsync(_world.School, "residence");
        var call = await CallAsync(_world.Library, "residence");
        var served = await _world.AskAsync(call, "residence");
        served.ServedFromCopy.ShouldBeTrue();
        (await _world.FetchAsync(call, served.Id)).ShouldBe(documents);
        (await _world.AcknowledgeAsync(call, served.Id, documents)).State.ShouldBe(ExchangeState.Acknowledged);
        (await _world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldHaveSingleItem().Tenant.ShouldBe("north");
    }

    [Fact]
    public async Task only_tenants_the_legal_basis_lists_are_served()
    {
        await ObtainAsync(_world.School, "residence");
        var pool = _world.Registers.Services["pool"];
        (await _world.AskAsync(await CallAsync(pool, "residence"), "residence")).ServedFromCopy.ShouldBeFalse();
        (await _world.AskAsync(await CallAsync(_world.Library, "residence"), "residence")).ServedFromCopy.ShouldBeTrue();
        _world.Provider.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task another_person_is_never_served()
    {
        await ObtainAsync(_world.School, "residence");
        var given = await _world.GiveAsync(_world.School, World.Nikos, "residence");
        (await _world.AskAsync(new EServiceCall(_world.School, given.Id), "residence")).ServedFromCopy.ShouldBeFalse();
    }

    [Fact]
    public async Task a_copy_serves_until_its_age_and_not_longer()
    {
        await ObtainAsync(_world.School, "residence");
        _world.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        (await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeTrue();
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeFalse();
        await _world.TurnAsync();
        await _world.TurnAsync();
        (await _world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldBeEmpty();
        _world.Query("SELECT count(*) FROM evidence_copy WHERE state = 'reusable'").ShouldBe(["0"]);
    }

    [Theory]
    [InlineData(ReusePolicy.Exchange, 30, true)]
    [InlineData(ReusePolicy.Person, 1, true)]
    [InlineData(ReusePolicy.Person, 30, false)]
    public async Task terms_tightened_since_count(ReusePolicy policy, int days, bool hasBasis)
    {
        await ObtainAsync(_world.School, "residence");
        _world.Clock.Advance(TimeSpan.FromDays(2));
        var index = _world.Registers.Offers.FindIndex(offer => offer.EvidenceType == "residence");
        var terms = new ReuseTerms(policy, TimeSpan.FromDays(days), hasBasis ? "Act 1/2020" : null);
        _world.Registers.Offers[index] = _world.Registers.Offers[index] with { Reuse = terms };
        (await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeFalse();
    }

    [Fact]
    public async Task what_was_declined_or_not_decided_never_serves()
    {
        var first = await CallAsync(_world.School, "residence");
        var preview = await _world.OpenAsync(await _world.AskAsync(first, "residence"), World.Maria);
        (await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeFalse();
        (await _world.Previews.DecideAsync(preview.Id, World.Maria, accept: false, World.Soon)).ShouldSucceed();
        (await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeFalse();
    }

    [Fact]
    public async Task the_page_can_say_which_copies_would_serve()
    {
        await ObtainAsync(_world.School, "residence");
        var proposal = (await _world.Requests.ProposeAsync(_world.Library, new EvidenceWish("T3", ["residence", "birth"], [], null), World.Soon)).ShouldSucceed();
        var copy = (await _world.Requests.FindCopiesAsync(proposal, World.Maria, World.Soon)).ShouldHaveSingleItem();
        copy.EvidenceType.ShouldBe("residence");
        copy.ObtainedAt.ShouldBe(_world.Clock.GetUtcNow());
        (await _world.Requests.FindCopiesAsync(proposal, World.Nikos, World.Soon)).ShouldBeEmpty();
    }

    [Fact]
    public async Task erasure_is_the_death_of_the_key()
    {
        await ObtainAsync(_world.School, "residence");
        var served = await CallAsync(_world.Library, "residence");
        var waiting = await _world.AskAsync(served, "residence");
        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'evidence'", "keys").ShouldBe(["1"]);
        await _world.MyData.EraseCopiesAsync(World.Maria, World.Soon);

        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'evidence'", "keys").ShouldBe(["0"]);
        (await _world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldBeEmpty();
        (await _world.Broker.GetAsync(served, waiting.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Expired);
        (await _world.AskAsync(await CallAsync(_world.Library, "residence"), "residence")).ServedFromCopy.ShouldBeFalse();
        _world.Events().ShouldContain("copies.erased");
        (await _world.MyData.ReadAsync(World.Maria, 0, 100, World.Soon)).ShouldContain(entry => entry.Event == "evidence.delivered");
    }

    [Fact]
    public async Task erasure_leaves_others_alone()
    {
        await ObtainAsync(_world.School, "residence");
        await _world.MyData.EraseCopiesAsync(World.Nikos, World.Soon);
        (await _world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldHaveSingleItem();
        (await _world.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeTrue();
    }

    [Fact]
    public async Task an_erasure_that_was_interrupted_is_finished_by_the_next_instance()
    {
        await ObtainAsync(_world.School, "residence");
        // As it is when the process dies between the commit of the erasure and the destruction of the key.
        _world.Engine.KeepKeys(true);
        await Should.ThrowAsync<DbException>(() => _world.MyData.EraseCopiesAsync(World.Maria, World.Soon));
        _world.Engine.KeepKeys(false);
        await ObtainAsync(_world.School, "residence");
        await using var next = new World(_world);
        await next.TurnAsync();
        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'evidence' AND retired = 1", "keys").ShouldBe(["0"]);
        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'evidence' AND retired = 0", "keys").ShouldBe(["1"]);
        (await next.AskAsync(await CallAsync(_world.School, "residence"), "residence")).ServedFromCopy.ShouldBeTrue();
    }

    [Fact]
    public async Task an_ask_under_way_at_erasure_leaves_nothing()
    {
        var heard = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _world.Provider.Answer = async (question, sink, cancellationToken) =>
        {
            heard.TrySetResult();
            await release.Task;
            return await FakeProvider.ProvideAsync("late"u8.ToArray())(question, sink, cancellationToken);
        };
        var call = await CallAsync(_world.School, "residence");
        var asking = _world.Broker.RequestAsync(call, new("residence", null, null, null), World.Soon);
        await heard.Task;
        await _world.MyData.EraseCopiesAsync(World.Maria, World.Soon);
        release.SetResult();
        (await asking).ShouldSucceed().State.ShouldBe(ExchangeState.Expired);
        await World.UntilAsync(() => _world.Logs.Lines.Any(line => line.Contains("came too late", StringComparison.Ordinal)));
        await _world.TurnAsync();
        _world.Query("SELECT count(*) FROM evidence_copy").ShouldBe(["0"]);
    }

    [Fact]
    public async Task a_lost_master_key_is_named_at_start()
    {
        await ObtainAsync(_world.School, "residence");
        await _world.CloseAsync();
        File.Delete(Path.Combine(_world.Folder, "master.key"));
        await using var next = new World(_world);
        Should.Throw<InvalidDataException>(() => next.Broker).Message.ShouldContain("master.key is missing");
    }

    [Fact]
    public async Task secrets_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes of files.");
            return;
        }

        await _world.GiveAsync(_world.School, World.Maria, "birth");
        await _world.TurnAsync();
        foreach (var secret in new[] { "master.key", "checkpoint.key.pem" })
        {
            File.GetUnixFileMode(Path.Combine(_world.Folder, secret)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<EServiceCall> CallAsync(EService service, params string[] types) =>
        new(service, (await _world.GiveAsync(service, World.Maria, types)).Id);

    private async Task<IReadOnlyList<byte[]>> ObtainAsync(EService service, string type)
    {
        var call = await CallAsync(service, type);
        var exchange = await _world.AcceptedAsync(call, World.Maria, type);
        var documents = await _world.FetchAsync(call, exchange.Id);
        await _world.AcknowledgeAsync(call, exchange.Id, documents);
        return documents;
    }
}
