// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Answers that come late, again or to another instance, and those that never come.</summary>
public sealed class AnswerTimeTests : AskedAbroad
{
    [Fact]
    public async Task the_first_answer_is_awaited_for_its_time_and_a_later_one_is_dropped()
    {
        var (call, first) = await SendAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        await World.TurnAsync();
        (await Border.FindAsync(call)).State.ShouldBe(ExchangeState.Requested);
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryUnreachable);
        Border.AccessPoint.Withdrawn.ShouldBe([$"{first.Key!.Value:N}@ap.example"]);

        await Border.TakeAsync(first, Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, Now));
        World.Logs.Lines.ShouldContain(line => line.Contains("nobody waits any more", StringComparison.Ordinal));
        Dropped().ShouldBe(["nobody_waits"]);
        (await Border.FindAsync(call)).Error!.Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task a_decision_is_awaited_for_its_time()
    {
        var (call, _) = await LeaveAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(57));
        await Border.ReachAsync(call, ExchangeState.Expired);
    }

    [Fact]
    public async Task a_message_the_access_point_gave_up_is_no_answer()
    {
        var (call, _) = await SendAsync();
        Border.AccessPoint.Received = false;
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task an_instance_that_takes_over_waits_on_and_takes_what_another_has_kept()
    {
        var (call, second) = await LeaveAsync();
        var dead = Border;
        await using var next = new Border(dead);
        World.Clock.Advance(TimeSpan.FromSeconds(16));
        await next.World.TurnAsync();
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await next.World.TurnAsync();
        await next.ReachAsync(call, ExchangeState.Available);
        Border.AccessPoint.Sent.Count.ShouldBe(2);
        next.World.Events().ShouldNotContain("evidence.re-asked");
        next.World.Events().Count(name => name == "evidence.received").ShouldBe(1);
    }

    [Fact]
    public async Task the_same_answer_twice_counts_once()
    {
        var (call, first) = await SendAsync();
        var answer = Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, Now);
        await Border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });
        await Border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
        World.Events().Count(name => name == "evidence.message-received").ShouldBe(1);
    }

    [Fact]
    public async Task an_answer_that_comes_again_once_it_was_taken_and_swept_is_no_second_one()
    {
        var (call, first) = await SendAsync();
        var answer = Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, Now);
        await Border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
        await World.TurnAsync();
        World.Query("SELECT count(*) FROM oots_request WHERE answer IS NOT NULL").ShouldBe(["0"]);

        await Border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });

        Dropped().ShouldBeEmpty();
    }

    [Fact]
    public async Task what_answers_nothing_or_answers_twice_is_in_the_ledger_once()
    {
        var (call, first) = await SendAsync();
        var request = Border.Read(first);
        var answer = Border.Error(request, EdmErrorCode.ObjectNotFound, Now);
        await Border.TakeAsync(first, answer);
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
        for (var time = 0; time < 2; time++)
        {
            await Border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "twice" });
            await Border.TakeAsync(first, answer with { RequestId = $"urn:uuid:{Guid.NewGuid()}" }, change: incoming => incoming with { MessageId = "to-nothing" });
        }

        Dropped().ShouldBe(["nobody_waits", "answers_nothing"]);
        World.Query("SELECT body ->> '$.message.message_id' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-dropped' ORDER BY id").ShouldBe(["twice", "to-nothing"]);

        // Whom it is about is told only of the exchange it belongs to.
        World.Query("SELECT body ->> '$.about.exchange' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-dropped' AND sealed IS NOT NULL")
            .ShouldBe([(await Border.FindAsync(call)).Id]);
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        // Its timers may not be set yet.
        await Task.Delay(50, World.Soon);
        for (var step = 0; step < 10; step++)
        {
            World.Clock.Advance(time / 10);
            await Task.Delay(10, World.Soon);
        }
    }
}
