// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Ledger;

/// <summary>What whoever holds the database, and guesses at a record, can make sure of.</summary>
public sealed class PersonalFieldsTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_guess_at_a_record_is_confirmed_by_nothing_that_is_stored()
    {
        var record = """{"lives_in":"Patras"}"""u8.ToArray();
        _world.Provider.Answer = FakeProvider.ProvideAsync(record);
        var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, World.Maria, "birth")).Id);
        var exchange = await _world.AcceptedAsync(call, World.Maria, "birth");
        var documents = await _world.FetchAsync(call, exchange.Id);
        await _world.AcknowledgeAsync(call, exchange.Id, documents);
        await _world.CloseAsync();

        var digest = SHA256.HashData(record);
        byte[][] forms = [digest, SHA256.HashData(digest)];
        foreach (var file in Directory.EnumerateFiles(_world.Folder, "state.db*"))
        {
            var stored = await File.ReadAllBytesAsync(file, World.Soon);
            foreach (var form in forms)
            {
                stored.AsSpan().IndexOf(form).ShouldBe(-1);
                stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(form))).ShouldBe(-1);
                Encoding.ASCII.GetString(stored).ShouldNotContain(Convert.ToHexString(form), Case.Insensitive);
            }
        }
    }

    [Fact]
    public async Task equal_documents_of_two_exchanges_look_unlike_in_what_is_stored()
    {
        foreach (var person in new[] { World.Maria, World.Maria, World.Nikos })
        {
            var call = new EServiceCall(_world.School, (await _world.GiveAsync(_world.School, person, "birth")).Id);
            await _world.AskAsync(call, "birth");
        }

        _world.Query("SELECT count(DISTINCT hex(documents_digest)) FROM exchange").ShouldBe(["3"]);
        _world.Query("SELECT count(DISTINCT body ->> '$.personal.commitment') FROM ledger_entry WHERE body ->> '$.event' = 'evidence.received'").ShouldBe(["3"]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
