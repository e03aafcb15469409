// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Whatever a provider abroad answers, and whenever, the exchange ends as it must.</summary>
public sealed class AnswerTests : IAsyncDisposable
{
    private readonly Border _border = new();

    private World World => _border.World;

    private DateTimeOffset Now => World.Clock.GetUtcNow();

    [Theory]
    [InlineData(EdmErrorCode.FailedAuthentication, EvidenceErrorCode.LevelOfAssuranceTooLow)]
    [InlineData(EdmErrorCode.MissingAuthorization, EvidenceErrorCode.RegistryRefused)]
    [InlineData(EdmErrorCode.InvalidRequest, EvidenceErrorCode.RegistryRefused)]
    [InlineData(EdmErrorCode.ObjectNotFound, EvidenceErrorCode.EvidenceNotFound)]
    [InlineData(EdmErrorCode.Timeout, EvidenceErrorCode.RegistryUnreachable)]
    [InlineData(EdmErrorCode.UnresolvedReference, EvidenceErrorCode.RegistryFailed)]
    [InlineData(EdmErrorCode.UnsupportedCapability, EvidenceErrorCode.RegistryRefused)]
    [InlineData(EdmErrorCode.QueryFailed, EvidenceErrorCode.RegistryFailed)]
    public async Task an_error_to_the_first_request_fails_the_exchange(EdmErrorCode code, EvidenceErrorCode expected)
    {
        var (call, first) = await SendAsync();
        await _border.TakeAsync(first, Border.Error(Border.Read(first), code, Now));
        await ShouldFailAsync(call, expected);
    }

    [Fact]
    public async Task a_citizen_who_declines_everything_abroad_has_declined()
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now));
        await _border.ReachAsync(call, ExchangeState.Declined);
        World.Events().ShouldContain("evidence.declined");
    }

    [Fact]
    public async Task a_citizen_who_never_decides_abroad_lets_the_exchange_expire()
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Error(Border.Read(second), EdmErrorCode.Timeout, Now));
        await _border.ReachAsync(call, ExchangeState.Expired);
    }

    [Fact]
    public async Task an_empty_answer_to_the_first_request_is_no_evidence()
    {
        var (call, first) = await SendAsync();
        await _border.TakeAsync(first, Border.Response(Border.Read(first), Now));
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
    }

    [Fact]
    public async Task what_is_deferred_is_asked_again_with_a_new_request()
    {
        var (call, first) = await SendAsync();
        var request = Border.Read(first);
        await _border.TakeAsync(first, Border.Response(request, Now) with { AvailableAt = Now.AddHours(3) });
        await _border.ReachAsync(call, ExchangeState.Unavailable);
        (await _border.FindAsync(call)).AvailableAt.ShouldBe(Now.AddHours(3));
        (await _border.AskAsync(call)).ShouldSucceed().State.ShouldBe(ExchangeState.Unavailable);

        World.Clock.Advance(TimeSpan.FromHours(3));
        var again = await _border.SendAsync(call);
        var second = Border.Read(again);
        second.Id.ShouldNotBe(request.Id);
        second.PreviewLocation.ShouldBeNull();
        again.Envelope.ExchangeId.ShouldNotBe(first.Envelope.ExchangeId);
    }

    [Fact]
    public async Task only_who_was_asked_may_answer()
    {
        var (call, first) = await SendAsync();
        var request = Border.Read(first);
        var answer = Border.Error(request, EdmErrorCode.ObjectNotFound, Now);
        var other = new SchemedIdentifier(first.Envelope.Party.Scheme, "AP_XX_99");
        await TakeChangedAsync(envelope => envelope with { Party = other });
        await TakeChangedAsync(envelope => envelope with { OriginalSender = other });
        await TakeChangedAsync(envelope => envelope with { ConversationId = Guid.NewGuid().ToString("D") });
        await TakeChangedAsync(envelope => envelope with { ExchangeId = Guid.NewGuid().ToString("D") });
        (await _border.FindAsync(call)).State.ShouldBe(ExchangeState.Requested);
        World.Logs.Lines.Count(line => line.Contains("was not made to it", StringComparison.Ordinal)).ShouldBe(4);
        Dropped().ShouldBe(["not_asked", "not_asked", "not_asked", "not_asked"]);

        await _border.TakeAsync(first, answer);
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);

        Task TakeChangedAsync(Func<EdmEnvelope, EdmEnvelope> change) =>
            _border.TakeAsync(first, answer, change: incoming => incoming with { Envelope = change(incoming.Envelope) });
    }

    [Theory]
    [InlineData("SE", "FIREG01")]
    [InlineData("FI", "FIREG02")]
    public async Task an_answer_for_an_authority_the_access_point_may_not_speak_for_is_refused(string country, string authority)
    {
        var (call, second) = await LeaveAsync();
        var provider = Border.Read(second).Provider.Identifier;
        _border.Remit = new Remit([country], [provider with { Value = authority }]);
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
        World.Query("SELECT body ->> '$.message.errors' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-received' ORDER BY id DESC LIMIT 1")
            .ShouldHaveSingleItem().ShouldContain("the access point may not speak for this authority in this country");
    }

    [Fact]
    public async Task an_answer_that_adds_a_provider_of_another_country_is_refused()
    {
        var (call, second) = await LeaveAsync();
        var answer = Border.Response(Border.Read(second), Now, "one@fi");
        answer = answer with { Providers = [.. answer.Providers, answer.Providers[0] with { Address = new OotsAddress("SE") }] };
        await _border.TakeAsync(second, answer, [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task nobody_is_asked_through_an_access_point_that_may_not_speak_for_the_provider()
    {
        _border.Remit = new Remit(["SE"], []);
        var call = await _border.GiveAsync();
        await _border.AskAsync(call);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryUnreachable);
        _border.AccessPoint.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_broken_answer_ends_the_exchange_of_its_sender_only()
    {
        var (call, first) = await SendAsync();
        var answers = World.Get<IIncomingAnswers>();
        var broken = new BrokenAnswer("m1", first.Envelope.Party with { Value = "AP_XX_99" }, ["R-EDM-RESP-C001"])
        {
            RequestId = Border.Read(first).Id,
            Log = new LoggedMessage("response", "oots-edm:v2.0", "s:AP_XX_99", "s:A", "s:B") { MessageId = "m1" },
            ConversationId = first.Envelope.ConversationId,
        };
        await answers.TakeBrokenAsync(broken, World.Soon);
        (await _border.FindAsync(call)).State.ShouldBe(ExchangeState.Requested);

        await answers.TakeBrokenAsync(broken with { Party = first.Envelope.Party, RequestId = null, RefToMessageId = $"{first.Key:N}@ap.example" }, World.Soon);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task evidence_about_somebody_else_is_thrown_away()
    {
        var (call, second) = await LeaveAsync();
        var request = Border.Read(second) with { Subject = new OotsNaturalPerson("Other", "Maria", new DateOnly(1980, 1, 2)) };
        await _border.TakeAsync(second, Border.Response(request, Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceAboutAnotherPerson);
    }

    public static TheoryData<string, Func<EvidenceMetadata, EvidenceMetadata>> NotAskedFor => new()
    {
        { "type", main => main with { Type = main.Type! with { Classification = main.Type.Classification[..^1] + (main.Type.Classification[^1] == '0' ? '1' : '0') } } },
        { "authority", main => main with { IssuingAuthority = main.IssuingAuthority! with { Identifier = new SchemedIdentifier("urn:oasis:names:tc:ebcore:partyid-type:unregistered:SE", "SEREG02") } } },
        { "form", main => main with { Distribution = main.Distribution! with { Format = "application/xml" } } },
    };

    [Theory]
    [MemberData(nameof(NotAskedFor))]
    public async Task evidence_of_another_type_authority_or_form_than_was_asked_for_is_refused(string what, Func<EvidenceMetadata, EvidenceMetadata> change)
    {
        var (call, second) = await LeaveAsync();
        var answer = Border.Response(Border.Read(second), Now, "one@fi");
        var package = answer.Packages[0];
        answer = answer with { Packages = [package with { Main = package.Main with { Metadata = change(package.Main.Metadata) } }] };
        await _border.TakeAsync(second, answer, [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
        World.Logs.Lines.ShouldContain(line => line.Contains($"another {what} than was asked for", StringComparison.Ordinal));
        World.Events().ShouldContain("evidence.message-received");
        World.Events().Last(name => name != "explicit-request.closed").ShouldBe("exchange.failed");
    }

    [Fact]
    public async Task a_document_that_comes_in_another_form_than_the_answer_says_refuses_it()
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "<a/>"u8.ToArray(), "application/xml")]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Theory]
    [InlineData("Application/PDF; version=1.7")]
    [InlineData("application/octet-stream")]
    public async Task a_document_may_come_with_parameters_of_its_form_or_without_saying_one(string mediaType)
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray(), mediaType)]);
        await _border.ReachAsync(call, ExchangeState.Available);
    }

    [Fact]
    public async Task documents_that_the_answer_does_not_name_refuse_it()
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", [1]), Border.Part("two@fi", [2])]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task a_preview_at_an_origin_that_is_not_the_providers_is_not_followed()
    {
        var (call, first) = await SendAsync();
        await _border.TakeAsync(first, Border.Error(Border.Read(first), EdmErrorCode.MissingAuthorization, Now, "https://preview.rekisteri.example.evil.example/see"));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task a_second_preview_is_no_answer()
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Error(Border.Read(second), EdmErrorCode.MissingAuthorization, Now, Border.Location));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task the_first_answer_is_awaited_for_its_time_and_a_later_one_is_dropped()
    {
        var (call, first) = await SendAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        await World.TurnAsync();
        (await _border.FindAsync(call)).State.ShouldBe(ExchangeState.Requested);
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryUnreachable);
        _border.AccessPoint.Withdrawn.ShouldBe([$"{first.Key!.Value:N}@ap.example"]);

        await _border.TakeAsync(first, Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, Now));
        World.Logs.Lines.ShouldContain(line => line.Contains("nobody waits any more", StringComparison.Ordinal));
        Dropped().ShouldBe(["nobody_waits"]);
        (await _border.FindAsync(call)).Error!.Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task a_decision_is_awaited_for_its_time()
    {
        var (call, _) = await LeaveAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(57));
        await _border.ReachAsync(call, ExchangeState.Expired);
    }

    [Fact]
    public async Task a_message_the_access_point_gave_up_is_no_answer()
    {
        var (call, _) = await SendAsync();
        _border.AccessPoint.Received = false;
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task an_instance_that_takes_over_waits_on_and_takes_what_another_has_kept()
    {
        var (call, second) = await LeaveAsync();
        var dead = _border;
        await using var next = new Border(dead);
        World.Clock.Advance(TimeSpan.FromSeconds(16));
        await next.World.TurnAsync();
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await next.World.TurnAsync();
        await next.ReachAsync(call, ExchangeState.Available);
        _border.AccessPoint.Sent.Count.ShouldBe(2);
        next.World.Events().ShouldNotContain("evidence.re-asked");
        next.World.Events().Count(name => name == "evidence.received").ShouldBe(1);
    }

    [Fact]
    public async Task the_same_answer_twice_counts_once()
    {
        var (call, first) = await SendAsync();
        var answer = Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, Now);
        await _border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });
        await _border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
        World.Events().Count(name => name == "evidence.message-received").ShouldBe(1);
    }

    [Fact]
    public async Task an_answer_that_comes_again_once_it_was_taken_and_swept_is_no_second_one()
    {
        var (call, first) = await SendAsync();
        var answer = Border.Error(Border.Read(first), EdmErrorCode.ObjectNotFound, Now);
        await _border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
        await World.TurnAsync();
        World.Query("SELECT count(*) FROM oots_request WHERE answer IS NOT NULL").ShouldBe(["0"]);

        await _border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "m1" });

        Dropped().ShouldBeEmpty();
    }

    [Fact]
    public async Task what_answers_nothing_or_answers_twice_is_in_the_ledger_once()
    {
        var (call, first) = await SendAsync();
        var request = Border.Read(first);
        var answer = Border.Error(request, EdmErrorCode.ObjectNotFound, Now);
        await _border.TakeAsync(first, answer);
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
        for (var time = 0; time < 2; time++)
        {
            await _border.TakeAsync(first, answer, change: incoming => incoming with { MessageId = "twice" });
            await _border.TakeAsync(first, answer with { RequestId = $"urn:uuid:{Guid.NewGuid()}" }, change: incoming => incoming with { MessageId = "to-nothing" });
        }

        Dropped().ShouldBe(["nobody_waits", "answers_nothing"]);
        World.Query("SELECT body ->> '$.message.message_id' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-dropped' ORDER BY id").ShouldBe(["twice", "to-nothing"]);

        // Whom it is about is told only of the exchange it belongs to.
        World.Query("SELECT body ->> '$.about.exchange' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-dropped' AND sealed IS NOT NULL")
            .ShouldBe([(await _border.FindAsync(call)).Id]);
    }

    [Fact]
    public async Task up_to_1_2_the_return_address_travels_in_the_link()
    {
        _border.Services.Versions = ["oots-edm:v1.2"];
        var (call, first) = await SendAsync();
        Border.Read(first).Version.ShouldBe(EdmVersion.V12);
        first.Envelope.ExchangeId.ShouldBeNull();
        var (_, address, second) = await _border.LeaveAsync(call, first);
        address.OriginalString.ShouldBe($"{Border.Location}&returnurl={Uri.EscapeDataString(Border.Back.AbsoluteUri)}&returnmethod=GET");
        var request = Border.Read(second);
        (request.PreviewLocation, request.ReturnLocation).ShouldBe((Border.Location, null));
        await _border.TakeAsync(second, Border.Response(request, Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await _border.ReachAsync(call, ExchangeState.Available);
    }

    [Fact]
    public async Task the_ledger_holds_what_the_law_wants_of_each_message()
    {
        var (call, second) = await LeaveAsync();
        await _border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await _border.ReachAsync(call, ExchangeState.Available);
        World.Query("SELECT body ->> '$.message.action' FROM ledger_entry WHERE body ->> '$.event' IN ('evidence.message-sent', 'evidence.message-received') ORDER BY id")
            .ShouldBe(["request", "error", "request", "response"]);
        World.Query("SELECT body ->> '$.message.conversation_id' FROM ledger_entry WHERE body ->> '$.event' LIKE 'evidence.message-%'")
            .Distinct().ShouldHaveSingleItem().ShouldBe(second.Envelope.ConversationId);
        World.Query("SELECT body FROM ledger_entry").ShouldAllBe(body => !body.Contains("Papadopoulou", StringComparison.Ordinal) && !body.Contains("rekisteri.example/see", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _border.DisposeAsync();

    private async Task<(EServiceCall Call, OutgoingEdm First)> SendAsync()
    {
        var call = await _border.GiveAsync();
        return (call, await _border.SendAsync(call));
    }

    private async Task<(EServiceCall Call, OutgoingEdm Second)> LeaveAsync()
    {
        var (call, first) = await SendAsync();
        return (call, (await _border.LeaveAsync(call, first)).Second);
    }

    private IReadOnlyList<string> Dropped() =>
        World.Query("SELECT body ->> '$.reason' FROM ledger_entry WHERE body ->> '$.event' = 'evidence.message-dropped' ORDER BY id");

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

    private async Task ShouldFailAsync(EServiceCall call, EvidenceErrorCode code)
    {
        await _border.ReachAsync(call, ExchangeState.Failed);
        (await _border.FindAsync(call)).Error!.Code.ShouldBe(code);
        World.Query("SELECT count(*) FROM evidence_copy WHERE state <> 'erased'").ShouldBe(["0"]);
    }
}
