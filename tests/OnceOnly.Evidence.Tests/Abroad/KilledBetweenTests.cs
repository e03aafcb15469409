// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Messages;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Wherever between two writes a process dies, the law's log has one entry for each message, and none for what never was.</summary>
public sealed class KilledBetweenTests
{
    private const int MostWrites = 8;

    [Fact]
    public async Task a_request_has_one_entry_with_its_message_id_after_whichever_write_the_asker_dies()
    {
        for (var writes = 0; writes <= MostWrites; writes++)
        {
            var mortality = new Mortality();
            await using var border = new Border(add: services => MortalDatabase.Add(services, DatabaseName.State, mortality));
            var call = await border.GiveAsync();
            mortality.DieAfter(writes);
            var asked = DieAsync(() => border.AskAsync(call));
            await World.UntilAsync(() => mortality.IsDead || border.AccessPoint.Sent.Count == 1, () => "nobody died");
            mortality.DieAfter(-1);

            await using var next = new Border(border);
            var again = next.SendAfterDeathAsync(call);
            await next.SentAsync(1);

            Sent(next.World).ShouldHaveSingleItem($"died after {writes} writes").ShouldBe($"{border.AccessPoint.Sent.Single().Key:N}@ap.example");
            await next.TakeAsync(border.AccessPoint.Sent.Single(), Border.Error(Border.Read(border.AccessPoint.Sent.Single()), EdmErrorCode.ObjectNotFound, next.World.Clock.GetUtcNow()));
            await next.World.AdvanceUntilAsync(Task.WhenAll(asked, again), TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task an_answer_has_one_entry_after_whichever_write_its_taker_dies()
    {
        for (var writes = 0; writes <= MostWrites; writes++)
        {
            await using var border = new Border();
            var call = await border.GiveAsync();
            var first = await border.SendAsync(call);
            var answer = Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, border.World.Clock.GetUtcNow());
            var mortality = new Mortality();
            await using var taker = new Border(border, add: services => MortalDatabase.Add(services, DatabaseName.State, mortality));
            mortality.DieAfter(writes);
            await DieAsync(() => taker.TakeAsync(first, answer, change: SameMessage));
            mortality.DieAfter(-1);

            await border.TakeAsync(first, answer, change: SameMessage);
            await border.ReachAsync(call, ExchangeState.Failed);

            (await border.FindAsync(call)).Error!.Code.ShouldBe(EvidenceErrorCode.EvidenceNotFound);
            border.World.Events().Count(name => name == "evidence.message-received").ShouldBe(1, $"died after {writes} writes");
            border.World.Events().ShouldNotContain("evidence.message-dropped");
        }
    }

    private static IncomingEdm SameMessage(IncomingEdm incoming) => incoming with { MessageId = "answer@ap.example.fi" };

    private static IReadOnlyList<string> Sent(World world) =>
        world.Query("SELECT body ->> '$.message.message_id' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-sent'");

    private static async Task DieAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (IOException)
        {
            // Nobody hears of it.
        }
    }
}
