// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>An answer of somebody else, about somebody else or of something else gives no evidence.</summary>
public sealed class RefusedAnswerTests : AskedAbroad
{
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
        (await Border.FindAsync(call)).State.ShouldBe(ExchangeState.Requested);
        World.Logs.Lines.Count(line => line.Contains("was not made to it", StringComparison.Ordinal)).ShouldBe(4);
        Dropped().ShouldBe(["not_asked", "not_asked", "not_asked", "not_asked"]);

        await Border.TakeAsync(first, answer);
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);

        Task TakeChangedAsync(Func<EdmEnvelope, EdmEnvelope> change) =>
            Border.TakeAsync(first, answer, change: incoming => incoming with { Envelope = change(incoming.Envelope) });
    }

    [Theory]
    [InlineData("SE", "FIREG01")]
    [InlineData("FI", "FIREG02")]
    public async Task an_answer_for_an_authority_the_access_point_may_not_speak_for_is_refused(string country, string authority)
    {
        var (call, second) = await LeaveAsync();
        var provider = Border.Read(second).Provider.Identifier;
        Border.Remit = new Remit([country], [provider with { Value = authority }]);
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
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
        await Border.TakeAsync(second, answer, [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task nobody_is_asked_through_an_access_point_that_may_not_speak_for_the_provider()
    {
        Border.Remit = new Remit(["SE"], []);
        var call = await Border.GiveAsync();
        await Border.AskAsync(call);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryUnreachable);
        Border.AccessPoint.Sent.ShouldBeEmpty();
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
        (await Border.FindAsync(call)).State.ShouldBe(ExchangeState.Requested);

        await answers.TakeBrokenAsync(broken with { Party = first.Envelope.Party, RequestId = null, RefToMessageId = $"{first.Key:N}@ap.example" }, World.Soon);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task evidence_about_somebody_else_is_thrown_away()
    {
        var (call, second) = await LeaveAsync();
        var request = Border.Read(second) with { Subject = new OotsNaturalPerson("Other", "Maria", new DateOnly(1980, 1, 2)) };
        await Border.TakeAsync(second, Border.Response(request, Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
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
        await Border.TakeAsync(second, answer, [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
        World.Logs.Lines.ShouldContain(line => line.Contains($"another {what} than was asked for", StringComparison.Ordinal));
        World.Events().ShouldContain("evidence.message-received");
        World.Events().Last(name => name != "explicit-request.closed").ShouldBe("exchange.failed");
    }

    [Fact]
    public async Task a_document_that_comes_in_another_form_than_the_answer_says_refuses_it()
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "<a/>"u8.ToArray(), "application/xml")]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Theory]
    [InlineData("Application/PDF; version=1.7")]
    [InlineData("application/octet-stream")]
    public async Task a_document_may_come_with_parameters_of_its_form_or_without_saying_one(string mediaType)
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray(), mediaType)]);
        await Border.ReachAsync(call, ExchangeState.Available);
    }

    [Fact]
    public async Task documents_that_the_answer_does_not_name_refuse_it()
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", [1]), Border.Part("two@fi", [2])]);
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task a_preview_at_an_origin_that_is_not_the_providers_is_not_followed()
    {
        var (call, first) = await SendAsync();
        await Border.TakeAsync(first, Border.Error(Border.Read(first), EdmErrorCode.MissingAuthorization, Now, "https://preview.rekisteri.example.evil.example/see"));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task a_second_preview_is_no_answer()
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Error(Border.Read(second), EdmErrorCode.MissingAuthorization, Now, Border.Location));
        await ShouldFailAsync(call, EvidenceErrorCode.RegistryAnswerInvalid);
    }
}
