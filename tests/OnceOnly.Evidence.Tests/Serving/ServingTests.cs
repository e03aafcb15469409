// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Serving;

public sealed class ServingTests
{
    private static readonly byte[] First = "%PDF-1.7 main"u8.ToArray();
    private static readonly byte[] Second = "%PDF-1.7 annex"u8.ToArray();

    [Fact]
    public async Task what_the_person_accepts_is_sent_to_the_request_that_waits()
    {
        await using var world = new ServingWorld();
        world.World.Provider.Answer = FakeProvider.ProvideAsync(First, Second);
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        var preview = await world.OpenAsync(token);
        preview.State.ShouldBe(ServedRequestState.Previewing);
        preview.Pieces.Count.ShouldBe(2);
        (await World.BytesAsync((await world.Previews.ReadAsync(token, preview.Pieces[0].Document, World.Maria, World.Soon)).ShouldSucceed())).ShouldBe(First);

        await world.DecideAsync(token, "1", "2");

        var sent = await world.AnswerToAsync("second");
        sent.Documents.ShouldBe([First, Second]);
        world.Channel.Answers.Count.ShouldBe(2);
        world.World.Provider.Questions.ShouldHaveSingleItem();
        await World.UntilAsync(() => world.World.Query("SELECT id FROM served_answer").Count == 0);
        world.World.Query("SELECT state FROM evidence_copy").ShouldBe(["erased"]);
        world.World.Events().ShouldBe(
        [
            "served-request.received", "served-request.answered", "served-request.sent",
            "served-request.received", "served-request.matched", "evidence.asked", "evidence.received",
            "served-request.decided", "served-request.answered", "served-request.sent",
        ]);
    }

    [Fact]
    public async Task what_no_answer_can_carry_is_not_taken_from_the_registry()
    {
        await using var world = new ServingWorld();
        world.Channel.LargestAnswer = 3_000_000;
        world.World.Provider.Answer = FakeProvider.ProvideAsync(new byte[2_000_000], new byte[1_000_001]);
        var token = await world.LinkAsync();
        await world.HoldAsync(token);

        await world.OpenAsync(token);

        (await world.AnswerToAsync("second")).Content.ShouldBeOfType<AnswerContent.Refused>();
        world.World.Query("SELECT json_extract(body, '$.error') FROM ledger_entry WHERE json_extract(body, '$.event') = 'exchange.failed'")
            .ShouldBe([new EvidenceError(EvidenceErrorCode.RegistryAnswerTooLarge).WireCode]);
    }

    [Fact]
    public async Task more_documents_than_an_answer_can_carry_are_not_taken_from_the_registry()
    {
        await using var world = new ServingWorld();
        world.Channel.MostDocuments = 2;
        world.World.Provider.Answer = FakeProvider.ProvideAsync(new byte[1], new byte[1], new byte[1]);
        var token = await world.LinkAsync();
        await world.HoldAsync(token);

        await world.OpenAsync(token);

        (await world.AnswerToAsync("second")).Content.ShouldBeOfType<AnswerContent.Refused>();
    }

    [Theory]
    [InlineData("1", "accepted_in_part", "evidence")]
    [InlineData("2", "declined", "declined")]
    [InlineData("", "declined", "declined")]
    public async Task each_piece_is_decided_for_itself_and_what_belongs_to_a_declined_one_goes_with_it(string accepted, string decision, string outcome)
    {
        using var counters = new CounterProbe();
        await using var world = new ServingWorld();
        world.World.Provider.Answer = FakeProvider.ProvideAsync(First, Second);
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);

        await world.DecideAsync(token, accepted);

        var sent = await world.AnswerToAsync("second");
        sent.Documents.ShouldBe(accepted == "1" ? [First] : []);
        sent.Content.ShouldBeOfType<AnswerContent.Pieces>().All.Count.ShouldBe(accepted == "1" ? 1 : 0);
        world.World.Query("SELECT json_extract(body, '$.accepted') FROM ledger_entry WHERE json_extract(body, '$.event') = 'served-request.decided'")
            .ShouldBe([accepted == "1" ? "1" : "0"]);
        counters["onceonly.served.received AP_SE_01-birth"].ShouldBe(2);
        counters["onceonly.served.answered"].ShouldBe(2, "the link, and what was decided");
        counters["onceonly.served.answered AP_SE_01-birth-" + outcome].ShouldBe(1);
        counters["onceonly.served.decided birth-" + decision].ShouldBe(1);
        counters["onceonly.registry.asked"].ShouldBe(1);
    }

    [Fact]
    public async Task the_decision_may_come_before_the_request_that_waits_for_it()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.OpenAsync(token);
        (await world.DecideAsync(token, "1")).IsAwaited.ShouldBeFalse();

        await world.HoldAsync(token);

        (await world.AnswerToAsync("second")).Documents.Count.ShouldBe(1);
    }

    [Fact]
    public async Task somebody_else_gets_nothing_and_uses_nothing_up()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();

        foreach (var other in new[] { World.Nikos, World.Company, World.WardOfMaria, World.Maria with { Representative = (NaturalPerson)World.Nikos.Subject } })
        {
            (await world.Previews.OpenAsync(token, other, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        }

        world.World.Provider.Questions.ShouldBeEmpty();
        (await world.OpenAsync(token)).State.ShouldBe(ServedRequestState.Previewing);
        (await world.Previews.OpenAsync(token, World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await world.Previews.DecideAsync(token, World.Nikos, ["1"], World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await world.Previews.OpenAsync("no-such-link", World.Maria, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
    }
}
