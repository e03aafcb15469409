// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Ledger;

public sealed class MyDataTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_citizen_reads_who_asked_what_why_and_with_what_result()
    {
        var given = await _world.GiveAsync(_world.School, World.Maria, "birth");
        await _world.AskAsync(new EServiceCall(_world.School, given.Id), "birth");
        await _world.TurnAsync();
        var entries = await _world.MyData.ReadAsync(World.Maria, 0, 10, World.Soon);
        entries.Select(entry => entry.Event).ShouldBe(["my-data.read", "evidence.received", "evidence.asked", "explicit-request.given"]);
        var asked = entries[2];
        asked.ClientId.ShouldBe("school");
        asked.Tenant.ShouldBe("north");
        asked.Procedure.ShouldBe("T3");
        asked.EvidenceType.ShouldBe("birth");
        asked.Provider.ShouldBe("civil");
        asked.ExplicitRequestId.ShouldBe(given.Id);
        asked.At.ShouldBe(_world.Clock.GetUtcNow());
        asked.Index.ShouldBe(1);
    }

    [Fact]
    public async Task pages_follow_each_other()
    {
        for (var count = 0; count < 5; count++)
        {
            await _world.GiveAsync(_world.School, World.Maria, "birth");
        }

        var first = await _world.MyData.ReadAsync(World.Maria, 0, 3, World.Soon);
        var second = await _world.MyData.ReadAsync(World.Maria, 4, 3, World.Soon);
        first.Select(entry => entry.Index).ShouldBe([5, 4, 3]);
        second.Select(entry => entry.Index).ShouldBe([2, 1, 0]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => _world.MyData.ReadAsync(World.Maria, -1, 3, World.Soon));
    }

    [Fact]
    public async Task nobody_reads_anothers_entries()
    {
        await _world.GiveAsync(_world.School, World.Maria, "birth");
        await _world.GiveAsync(_world.School, World.Company, "extract");
        (await _world.MyData.ReadAsync(World.Nikos, 0, 10, World.Soon)).ShouldHaveSingleItem().Event.ShouldBe("my-data.read");
        (await _world.MyData.ReadAsync(World.Company, 0, 10, World.Soon)).Count.ShouldBe(2);
        (await _world.MyData.ReadAsync(World.Maria, 0, 10, World.Soon)).Count.ShouldBe(2);

        // The same identifier for a company and a person is still two.
        var namesake = World.Nikos with { Subject = new LegalPerson(World.Maria.Subject.Identifier, "Namesake") };
        (await _world.MyData.ReadAsync(namesake, 0, 10, World.Soon)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task entries_of_earlier_months_are_found_until_the_legal_retention_ends()
    {
        await _world.GiveAsync(_world.School, World.Maria, "birth");
        _world.Clock.Advance(TimeSpan.FromDays(300));
        await _world.TurnAsync();
        (await _world.MyData.ReadAsync(World.Maria, 0, 10, World.Soon)).ShouldContain(entry => entry.Event == "explicit-request.given");
        _world.Query("SELECT count(DISTINCT person) FROM ledger_entry").ShouldBe(["2"]);

        _world.Clock.Advance(TimeSpan.FromDays(100));
        await _world.TurnAsync();
        var entries = await _world.MyData.ReadAsync(World.Maria, 0, 10, World.Soon);
        entries.ShouldNotContain(entry => entry.Event == "explicit-request.given");
        _world.Events().ShouldContain("log-keys.destroyed");
        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'log' AND id < '2026-12'", "keys").ShouldBe(["0"]);
    }

    [Fact]
    public async Task after_the_legal_months_nothing_links_an_entry_to_a_person()
    {
        // A copy that outlives the months, an exchange that ended and one that never did.
        _world.Registers.Offers[1] = _world.Registers.Offers[1] with { Reuse = new ReuseTerms(ReusePolicy.Person, TimeSpan.FromDays(1000), "Act 1/2020, s. 2") };
        var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "residence")).Id);
        var exchange = await _world.AcceptedAsync(call, World.Maria, "residence");
        await _world.AcknowledgeAsync(call, exchange.Id, await _world.FetchAsync(call, exchange.Id));
        for (var count = 0; count < 150; count++)
        {
            await _world.GiveAsync(_world.School, World.Ward, "birth");
        }

        await _world.AskAsync(new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Nikos, "birth")).Id), "birth");
        _world.Clock.Advance(TimeSpan.FromDays(2));
        while (_world.Query("SELECT count(*) FROM explicit_request WHERE closed_at IS NULL") is not ["0"])
        {
            await _world.TurnAsync();
        }

        _world.Query("SELECT count(*) FROM explicit_request").ShouldBe(["152"]);
        var entries = long.Parse(_world.Query("SELECT count(*) FROM ledger_entry")[0], System.Globalization.CultureInfo.InvariantCulture);

        _world.Clock.Advance(TimeSpan.FromDays(400));
        await _world.TurnAsync();

        _world.Query("SELECT count(*) FROM explicit_request").ShouldBe(["0"]);
        _world.Query("SELECT count(*) FROM exchange").ShouldBe(["0"]);
        _world.Query("SELECT count(*) FROM evidence_preview").ShouldBe(["0"]);
        _world.Query("SELECT count(*) FROM wrapped_key WHERE purpose = 'log'", "keys").ShouldBe(["0"]);
        (await _world.MyData.FindCopiesAsync(World.Maria, World.Soon)).ShouldHaveSingleItem();
        _world.Query("SELECT count(*) FROM evidence_copy WHERE explicit_request_id <> '' AND state <> 'erased'").ShouldBe(["0"]);
        _world.Query($"SELECT count(*) FROM ledger_entry WHERE id <= {entries}").ShouldBe([entries.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
