// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Ledger;

/// <summary>What of a person's data those see who act for them, and what they can end.</summary>
public sealed class RepresentationTests : IAsyncDisposable
{
    private static readonly AuthenticatedPerson WardInPerson = World.Ward with { Representative = null };

    private readonly World _world = new();

    [Fact]
    public async Task a_representative_sees_what_was_done_in_that_representation()
    {
        var own = await _world.GiveAsync(_world.School, WardInPerson, "birth");
        var byNikos = await _world.GiveAsync(_world.School, World.Ward, "birth");
        var byMaria = await _world.GiveAsync(_world.School, World.WardOfMaria, "birth");
        await _world.AskAsync(new EServiceCall(_world.School, byNikos.Id), "birth");
        await _world.AskAsync(new EServiceCall(_world.School, byMaria.Id), "birth");

        var seen = await _world.MyData.ReadAsync(World.Ward, 0, 50, World.Soon);

        seen.Select(entry => entry.Event).ShouldBe(["my-data.read", "evidence.received", "evidence.asked", "explicit-request.given"]);
        seen.Select(entry => entry.ExplicitRequestId).OfType<string>().Distinct().ShouldBe([byNikos.Id]);
        seen.ShouldNotContain(entry => entry.ExplicitRequestId == own.Id);
        (await _world.MyData.ReadAsync(World.Ward, 1, 2, World.Soon)).Select(entry => entry.Event).ShouldBe(["my-data.read", "evidence.received"]);
    }

    [Fact]
    public async Task a_person_sees_everything_and_who_acted_for_them()
    {
        await _world.GiveAsync(_world.School, WardInPerson, "birth");
        var byNikos = await _world.GiveAsync(_world.School, World.Ward, "birth");
        await _world.AskAsync(new EServiceCall(_world.School, byNikos.Id), "birth");
        await _world.MyData.ReadAsync(World.WardOfMaria, 0, 50, World.Soon);

        var seen = await _world.MyData.ReadAsync(WardInPerson, 0, 50, World.Soon);

        seen.Select(entry => (entry.Event, entry.IsByRepresentative, entry.RepresentativeName)).ShouldBe(
        [
            ("my-data.read", false, null),
            ("my-data.read", true, "Maria Papadopoulou"),
            ("evidence.received", true, "Maria Georgiou"),
            ("evidence.asked", true, "Maria Georgiou"),
            ("explicit-request.given", true, "Maria Georgiou"),
            ("explicit-request.given", false, null),
        ]);

        // The name is found also where the entry that tells it is on an older page.
        (await _world.MyData.ReadAsync(WardInPerson, 3, 1, World.Soon)).ShouldHaveSingleItem().RepresentativeName.ShouldBe("Maria Georgiou");
    }

    [Fact]
    public async Task whoever_represents_a_company_sees_all_of_the_companys()
    {
        var colleague = World.Company with { Representative = (NaturalPerson)World.Nikos.Subject };
        await _world.GiveAsync(_world.School, World.Company, "extract");

        var seen = await _world.MyData.ReadAsync(colleague, 0, 50, World.Soon);

        seen.Select(entry => entry.Event).ShouldBe(["my-data.read", "explicit-request.given"]);
        seen[1].RepresentativeName.ShouldBe("Maria Papadopoulou");
    }

    [Fact]
    public async Task nobody_can_tell_from_the_entries_that_one_acts_for_two()
    {
        await _world.GiveAsync(_world.School, World.WardOfMaria, "birth");
        await _world.GiveAsync(_world.School, World.Company, "extract");

        _world.Query("SELECT count(DISTINCT body ->> '$.acting') FROM ledger_entry").ShouldBe(["2"]);
    }

    [Fact]
    public async Task open_requests_are_those_one_may_withdraw()
    {
        var own = await _world.GiveAsync(_world.School, WardInPerson, "birth");
        var byNikos = await _world.GiveAsync(_world.School, World.Ward, "birth");
        var byMaria = await _world.GiveAsync(_world.School, World.WardOfMaria, "birth");

        (await IdsAsync(World.Ward)).ShouldBe([byNikos.Id]);
        (await IdsAsync(WardInPerson)).ShouldBe([own.Id, byNikos.Id, byMaria.Id], ignoreOrder: true);
        (await _world.Requests.WithdrawAsync(byMaria.Id, World.Ward, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Requests.WithdrawAsync(own.Id, World.Ward, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
        (await _world.Requests.WithdrawAsync(byMaria.Id, WardInPerson, World.Soon)).ShouldSucceed().IsOpen.ShouldBeFalse();
        (await IdsAsync(WardInPerson)).ShouldBe([own.Id, byNikos.Id], ignoreOrder: true);

        var company = await _world.GiveAsync(_world.School, World.Company, "extract");
        var colleague = World.Company with { Representative = (NaturalPerson)World.Nikos.Subject };
        (await IdsAsync(colleague)).ShouldBeEmpty();
        (await _world.Requests.WithdrawAsync(company.Id, colleague, World.Soon)).ShouldFail(EvidenceErrorCode.NotFound);
    }

    [Fact]
    public async Task a_representative_erases_only_what_that_representation_obtained()
    {
        var (_, _, kept) = await HeldAsync(World.WardOfMaria, "the other parent's"u8.ToArray());
        var (call, exchange, _) = await HeldAsync(World.Ward, "mine"u8.ToArray());
        _world.Query("SELECT count(*) FROM evidence_copy WHERE state = 'reusable'").ShouldBe(["2"]);
        (await _world.MyData.FindCopiesAsync(World.Ward, World.Soon)).Count.ShouldBe(1);
        (await _world.MyData.FindCopiesAsync(WardInPerson, World.Soon)).Count.ShouldBe(2);

        await _world.MyData.EraseCopiesAsync(World.Ward, World.Soon);
        await _world.TurnAsync();

        (await _world.MyData.FindCopiesAsync(World.Ward, World.Soon)).ShouldBeEmpty();
        (await _world.MyData.FindCopiesAsync(World.WardOfMaria, World.Soon)).Count.ShouldBe(1);
        (await _world.Broker.FetchAsync(call, exchange, World.Soon)).ShouldFail(EvidenceErrorCode.ExplicitRequestClosed);
        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'evidence'", "keys").ShouldBe(["1"]);

        // What is left can still be read: it serves without the registry.
        var asked = _world.Provider.Questions.Count;
        var again = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.WardOfMaria, "residence")).Id);
        var served = await _world.AskAsync(again, "residence");
        (await _world.FetchAsync(again, served.Id)).ShouldHaveSingleItem().ShouldBe(kept);
        _world.Provider.Questions.Count.ShouldBe(asked);

        await _world.MyData.EraseCopiesAsync(WardInPerson, World.Soon);
        _world.Query("SELECT count(*) FROM evidence_copy WHERE state = 'reusable'").ShouldBe(["0"]);
    }

    [Fact]
    public async Task erasing_in_a_representation_leaves_the_exchanges_of_others_alone()
    {
        var mine = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Ward, "birth")).Id);
        var theirs = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, WardInPerson, "birth")).Id);
        var ended = await _world.AskAsync(mine, "birth");
        await _world.AskAsync(theirs, "birth");

        await _world.MyData.EraseCopiesAsync(World.Ward, World.Soon);

        (await _world.Broker.GetAsync(mine, ended.Id, World.Soon)).ShouldSucceed().State.ShouldBe(ExchangeState.Expired);
        var delivered = await _world.AcceptedAsync(theirs, WardInPerson, "birth");
        (await _world.FetchAsync(theirs, delivered.Id)).Count.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<IEnumerable<string>> IdsAsync(AuthenticatedPerson person) =>
        (await _world.Requests.FindOpenAsync(person, World.Soon)).Select(request => request.Id);

    /// <summary>A reusable copy, with what it holds. Another e-service's tenant each time, so that none serves for the other.</summary>
    private async Task<(EServiceCall Call, string Exchange, byte[] Content)> HeldAsync(AuthenticatedPerson person, byte[] content)
    {
        var service = _world.Registers.Services[_world.Provider.Questions.IsEmpty ? "school" : "pool"];
        _world.Provider.Answer = FakeProvider.ProvideAsync(content);
        var call = new EServiceCall(service, (await _world.GiveAsync(service, person, "residence")).Id);
        var exchange = await _world.AcceptedAsync(call, person, "residence");
        return (call, exchange.Id, content);
    }
}
