// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Serving;

/// <summary>What happens when somebody dies, nobody comes, or something comes twice.</summary>
public sealed class ServingTroubleTests
{
    [Fact]
    public async Task an_answer_whose_sender_died_is_handed_over_again_under_its_id()
    {
        await using var world = new ServingWorld();
        world.Channel.DiesAfterwards = true;
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);
        await world.DecideAsync(token, "1");
        var sent = await world.AnswerToAsync("second");
        world.Channel.DiesAfterwards = false;
        await using var other = new ServingWorld(world);

        world.World.Clock.Advance(TimeSpan.FromSeconds(20));
        await other.World.TurnAsync();

        world.Channel.Answers.Count.ShouldBe(2);
        world.Channel.Answers.Select(answer => answer.Id).ShouldContain(sent.Id);
        world.World.Query("SELECT id FROM served_answer").ShouldBeEmpty();
        world.World.Query("SELECT state FROM evidence_copy").ShouldBe(["erased"]);
        world.World.Query("SELECT json_extract(body, '$.response_id') FROM ledger_entry WHERE json_extract(body, '$.event') = 'served-request.sent' AND json_extract(body, '$.message_id') IS NOT NULL")
            .Count(id => id == sent.Id.ToString("D")).ShouldBe(1);
    }

    [Fact]
    public async Task an_answer_that_cannot_be_handed_over_now_waits()
    {
        await using var world = new ServingWorld();
        world.Channel.Trouble = () => new IOException("out of reach");
        await world.Serving.ReceiveAsync(world.Request("first"), ServingWorld.Terms, World.Soon);
        await World.UntilAsync(() => world.World.Logs.Lines.Any(line => line.Contains("could not be handed over", StringComparison.Ordinal)));
        world.World.Query("SELECT id FROM served_answer").ShouldHaveSingleItem();

        world.Channel.Trouble = null;
        world.World.Clock.Advance(TimeSpan.FromSeconds(20));
        await world.World.TurnAsync();

        world.Channel.Answers.ShouldHaveSingleItem().Content.ShouldBeOfType<AnswerContent.PreviewFirst>();
    }

    [Theory]
    [InlineData(typeof(CryptographicException), 0)]
    [InlineData(typeof(ArgumentException), 0)]
    [InlineData(typeof(IOException), 4)]
    public async Task an_answer_that_can_never_be_handed_over_ends_with_its_copy(Type trouble, int hours)
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);
        await World.UntilAsync(() => world.World.Query("SELECT id FROM served_answer").Count == 0);
        world.Channel.Trouble = () => (Exception)Activator.CreateInstance(trouble)!;
        await world.DecideAsync(token, "1");
        if (hours > 0)
        {
            await World.UntilAsync(() => world.World.Logs.Lines.Any(line => line.Contains("could not be handed over", StringComparison.Ordinal)));
            world.World.Query("SELECT id FROM served_answer").ShouldHaveSingleItem();
            world.World.Clock.Advance(TimeSpan.FromHours(hours));
            await world.World.TurnAsync();
        }

        await World.UntilAsync(() => world.World.Query("SELECT id FROM served_answer").Count == 0);

        world.World.Query("SELECT state FROM evidence_copy").ShouldBe(["erased"]);
        // Where the answer itself is not acceptable, an error was tried in its place.
        world.World.Query("SELECT id FROM ledger_entry WHERE json_extract(body, '$.event') = 'served-request.sent' AND json_extract(body, '$.message_id') IS NULL")
            .Count.ShouldBe(trouble == typeof(ArgumentException) ? 2 : 1);
    }

    [Fact]
    public async Task an_answer_that_cannot_be_sent_is_followed_by_an_error()
    {
        await using var world = new ServingWorld();
        world.Channel.TakesNoDocuments = true;
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);
        await world.DecideAsync(token, "1");

        (await world.AnswerToAsync("second")).Content.ShouldBeOfType<AnswerContent.Refused>().Fault.ShouldBe(ServingFault.Failed);
        await World.UntilAsync(() => world.World.Query("SELECT id FROM served_answer").Count == 0);
        world.World.Query("SELECT state FROM evidence_copy").ShouldBe(["erased"]);
        world.World.Query("SELECT count(*) FROM ledger_entry WHERE json_extract(body, '$.event') = 'served-request.answered'").ShouldBe(["3"]);
    }

    [Fact]
    public async Task a_registry_whose_asker_died_is_asked_again_and_the_ledger_says_so()
    {
        await using var world = new ServingWorld();
        var never = new TaskCompletionSource<ProviderAnswer>();
        world.World.Provider.Answer = (_, _, _) => never.Task;
        var token = await world.LinkAsync();
        (await world.Previews.OpenAsync(token, World.Maria, World.Soon)).ShouldSucceed().State.ShouldBe(ServedRequestState.Matched);
        await using var other = new ServingWorld(world);
        other.World.Provider.Answer = FakeProvider.ProvideAsync("%PDF-1.7 evidence"u8.ToArray());

        // The first one is still asking, as far as anybody knows.
        await other.World.TurnAsync();
        other.World.Provider.Questions.ShouldBeEmpty();
        other.World.Query("UPDATE served_request SET lease_until = 0 WHERE state = 'matched'");
        await other.World.TurnAsync();

        (await other.OpenAsync(token)).State.ShouldBe(ServedRequestState.Previewing);
        world.World.Events().Count(entry => entry == "evidence.re-asked").ShouldBe(1);
        never.SetResult(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryFailed)));
        (await other.OpenAsync(token)).State.ShouldBe(ServedRequestState.Previewing);
    }

    [Fact]
    public async Task registries_are_asked_no_more_at_the_same_time_than_they_may_be()
    {
        await using var world = new ServingWorld(configure: options => options.ConcurrentAsks = 1);
        var first = new TaskCompletionSource<ProviderAnswer>();
        world.World.Provider.Answer = (_, _, _) => first.Task;
        foreach (var name in new[] { "a", "b", "c" })
        {
            await world.Serving.ReceiveAsync(world.Request(name), ServingWorld.Direct, World.Soon);
        }

        // The whole way of another request, so that those had their time.
        await world.LinkAsync();
        await World.UntilAsync(() => !world.World.Provider.Questions.IsEmpty);
        world.World.Provider.Questions.Count.ShouldBe(1);

        first.SetResult(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound)));
        foreach (var name in new[] { "a", "b", "c" })
        {
            (await world.AnswerToAsync(name)).Content.ShouldBe(new AnswerContent.Refused(ServingFault.NotFound, null));
        }

        world.World.Provider.Questions.Count.ShouldBe(3);
    }

    [Fact]
    public async Task a_question_that_kills_is_asked_three_times()
    {
        await using var world = new ServingWorld();
        world.World.Provider.Answer = (_, _, _) => new TaskCompletionSource<ProviderAnswer>().Task;
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.Previews.OpenAsync(token, World.Maria, World.Soon);
        for (var death = 0; death < 3; death++)
        {
            world.World.Query("UPDATE served_request SET lease_until = 0 WHERE state = 'matched'");
            await world.World.TurnAsync();
        }

        (await world.AnswerToAsync("second")).Content.ShouldBe(new AnswerContent.Refused(ServingFault.Failed, null));
        world.World.Events().Count(entry => entry == "evidence.re-asked").ShouldBe(2);
    }

    [Fact]
    public async Task a_request_that_was_kept_by_a_dying_instance_is_served_by_another()
    {
        await using var world = new ServingWorld();
        world.World.Provider.Answer = (_, _, _) => new TaskCompletionSource<ProviderAnswer>().Task;
        await world.Serving.ReceiveAsync(world.Request("direct"), ServingWorld.Direct, World.Soon);
        await using var other = new ServingWorld(world);
        other.World.Provider.Answer = FakeProvider.ProvideAsync("%PDF-1.7 evidence"u8.ToArray());

        // As if it had died between keeping the request and asking.
        world.World.Query("UPDATE served_request SET state = 'received', lease_until = 0, attempt = 0");
        await other.World.TurnAsync();

        (await world.AnswerToAsync("direct")).Documents.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task whoever_waits_is_told_that_nobody_came()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        world.World.Clock.Advance(TimeSpan.FromMinutes(15));

        await world.World.TurnAsync();

        (await world.AnswerToAsync("second")).Content.ShouldBe(new AnswerContent.Refused(ServingFault.TimedOut, null));
        (await world.Previews.OpenAsync(token, World.Nikos, World.Soon)).ShouldFail(EvidenceErrorCode.InteractionInvalid);
        (await world.OpenAsync(token)).Outcome.ShouldBe(new ServedOutcome.Refused(ServingFault.TimedOut));
        world.World.Provider.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task one_that_cannot_be_answered_keeps_no_other_waiting()
    {
        await using var world = new ServingWorld();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await world.HoldAsync(await world.LinkAsync(name), "second-" + name);
        }

        world.Channel.Unwritable = "second-b";
        world.World.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.World.TurnAsync();
        await world.AnswerToAsync("second-a");
        await world.AnswerToAsync("second-c");

        world.Channel.Unwritable = null;
        await world.World.TurnAsync();
        (await world.AnswerToAsync("second-b")).Content.ShouldBe(new AnswerContent.Refused(ServingFault.TimedOut, null));
    }

    [Fact]
    public async Task who_came_has_longer_to_decide_and_then_nothing_is_kept()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);
        world.World.Clock.Advance(TimeSpan.FromMinutes(54));
        await world.World.TurnAsync();
        world.Channel.Answers.Count.ShouldBe(1);

        world.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.World.TurnAsync();

        (await world.AnswerToAsync("second")).Content.ShouldBe(new AnswerContent.Refused(ServingFault.TimedOut, null));
        world.World.Query("SELECT state FROM evidence_copy").ShouldBe(["erased"]);
        (await world.Previews.DecideAsync(token, World.Maria, ["1"], World.Soon)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task where_nobody_waits_nobody_is_told()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.OpenAsync(token);
        world.World.Clock.Advance(TimeSpan.FromMinutes(56));

        await world.World.TurnAsync();

        world.Channel.Answers.Count.ShouldBe(1);
        world.World.Query("SELECT state FROM served_request WHERE person IS NULL AND message IS NULL").ShouldBe(["expired"]);
        await world.HoldAsync(token);
        (await world.AnswerToAsync("second")).Content.ShouldBeOfType<AnswerContent.Refused>().Fault.ShouldBe(ServingFault.InvalidRequest);
    }

    [Fact]
    public async Task a_message_that_is_brought_again_changes_nothing()
    {
        using var counters = new CounterProbe();
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.Serving.ReceiveAsync(world.Request("first"), ServingWorld.Terms, World.Soon);
        await world.HoldAsync(token);
        await world.HoldAsync(token);
        await world.Serving.RefuseAsync(world.Request("refused"), ServingFault.Unsupported, null, World.Soon);
        await world.Serving.RefuseAsync(world.Request("refused"), ServingFault.Unsupported, null, World.Soon);
        await world.AnswerToAsync("refused");

        counters["onceonly.served.received"].ShouldBe(3);
        counters["onceonly.served.answered AP_SE_01-birth-preview"].ShouldBe(1);
        counters["onceonly.served.answered AP_SE_01-birth-Unsupported"].ShouldBe(1);
        world.Channel.Answers.Count.ShouldBe(2);
        world.World.Query("SELECT id FROM served_request").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task a_request_id_is_served_once()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        var replay = world.Request("first") with { MessageId = "another", Message = "replay"u8.ToArray() };

        await world.Serving.ReceiveAsync(replay, ServingWorld.Terms, World.Soon);

        (await world.AnswerToAsync("replay")).Content.ShouldBeOfType<AnswerContent.Refused>().Fault.ShouldBe(ServingFault.InvalidRequest);
        await world.HoldAsync(token);
        await world.Serving.HoldAsync(world.Request("third"), token, null, ServingWorld.Terms, World.Soon);
        (await world.AnswerToAsync("third")).Content.ShouldBeOfType<AnswerContent.Refused>().Fault.ShouldBe(ServingFault.InvalidRequest);
        (await world.OpenAsync(token)).State.ShouldBe(ServedRequestState.Previewing);
    }

    [Fact]
    public async Task only_the_same_exchange_may_wait_at_a_link()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        var request = world.Request("x");
        ReceivedRequest[] others =
        [
            request with { Party = "AP_FR_01" },
            request with { Requester = "somebody else" },
            request with { Correlation = "another conversation" },
            request with { Procedure = "R1" },
            request with { Service = "marriage" },
            request,
        ];
        world.Channel.AsksOtherwise = "wrong5";
        foreach (var (other, number) in others.Select((other, number) => (other, number)))
        {
            var name = "wrong" + number;
            var wrong = other with { MessageId = name, RequestId = name, Message = System.Text.Encoding.UTF8.GetBytes(name) };
            await world.Serving.HoldAsync(wrong, token, null, ServingWorld.Terms, World.Soon);
            (await world.AnswerToAsync(name)).Content.ShouldBeOfType<AnswerContent.Refused>().Fault.ShouldBe(ServingFault.InvalidRequest);
        }

        await world.HoldAsync(token);
        await world.OpenAsync(token);
        await world.DecideAsync(token, "1");
        (await world.AnswerToAsync("second")).Documents.Count.ShouldBe(1);
    }

    [Fact]
    public async Task two_who_open_the_link_at_once_cause_one_question()
    {
        await using var world = new ServingWorld();
        await using var other = new ServingWorld(world);
        var token = await world.LinkAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => (turn % 2 == 0 ? world : other).OpenAsync(token)));

        (world.World.Provider.Questions.Count + other.World.Provider.Questions.Count).ShouldBe(1);
        world.World.Events().Count(entry => entry == "served-request.matched").ShouldBe(1);
    }

    [Fact]
    public async Task what_ended_is_forgotten_and_the_ledger_stays()
    {
        await using var world = new ServingWorld();
        var token = await world.LinkAsync();
        await world.HoldAsync(token);
        await world.OpenAsync(token);
        await world.DecideAsync(token);
        await world.AnswerToAsync("second");
        await World.UntilAsync(() => world.World.Query("SELECT id FROM served_answer").Count == 0);
        world.World.Clock.Advance(TimeSpan.FromHours(25));

        await world.World.TurnAsync();

        world.World.Query("SELECT id FROM served_request").ShouldBeEmpty();
        world.World.Events().ShouldContain("served-request.answered");
    }
}
