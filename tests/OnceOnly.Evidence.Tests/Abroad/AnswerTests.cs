// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Whatever a provider abroad answers, the exchange ends as it must.</summary>
public sealed class AnswerTests : AskedAbroad
{
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
        await Border.TakeAsync(first, Border.Error(Border.Read(first), code, Now));
        await ShouldFailAsync(call, expected);
    }

    [Fact]
    public async Task a_citizen_who_declines_everything_abroad_has_declined()
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now));
        await Border.ReachAsync(call, ExchangeState.Declined);
        World.Events().ShouldContain("evidence.declined");
    }

    [Fact]
    public async Task a_citizen_who_never_decides_abroad_lets_the_exchange_expire()
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Error(Border.Read(second), EdmErrorCode.Timeout, Now));
        await Border.ReachAsync(call, ExchangeState.Expired);
    }

    [Fact]
    public async Task an_empty_answer_to_the_first_request_is_no_evidence()
    {
        var (call, first) = await SendAsync();
        await Border.TakeAsync(first, Border.Response(Border.Read(first), Now));
        await ShouldFailAsync(call, EvidenceErrorCode.EvidenceNotFound);
    }

    [Fact]
    public async Task what_is_deferred_is_asked_again_with_a_new_request()
    {
        var (call, first) = await SendAsync();
        var request = Border.Read(first);
        await Border.TakeAsync(first, Border.Response(request, Now) with { AvailableAt = Now.AddHours(3) });
        await Border.ReachAsync(call, ExchangeState.Unavailable);
        (await Border.FindAsync(call)).AvailableAt.ShouldBe(Now.AddHours(3));
        (await Border.AskAsync(call)).ShouldSucceed().State.ShouldBe(ExchangeState.Unavailable);

        World.Clock.Advance(TimeSpan.FromHours(3));
        var again = await Border.SendAsync(call);
        var second = Border.Read(again);
        second.Id.ShouldNotBe(request.Id);
        second.PreviewLocation.ShouldBeNull();
        again.Envelope.ExchangeId.ShouldNotBe(first.Envelope.ExchangeId);
    }

    [Fact]
    public async Task up_to_1_2_the_return_address_travels_in_the_link()
    {
        Border.Services.Versions = ["oots-edm:v1.2"];
        var (call, first) = await SendAsync();
        Border.Read(first).Version.ShouldBe(EdmVersion.V12);
        first.Envelope.ExchangeId.ShouldBeNull();
        var (_, address, second) = await Border.LeaveAsync(call, first);
        address.OriginalString.ShouldBe($"{Border.Location}&returnurl={Uri.EscapeDataString(Border.Back.AbsoluteUri)}&returnmethod=GET");
        var request = Border.Read(second);
        (request.PreviewLocation, request.ReturnLocation).ShouldBe((Border.Location, null));
        await Border.TakeAsync(second, Border.Response(request, Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await Border.ReachAsync(call, ExchangeState.Available);
    }

    [Fact]
    public async Task the_ledger_holds_what_the_law_wants_of_each_message()
    {
        var (call, second) = await LeaveAsync();
        await Border.TakeAsync(second, Border.Response(Border.Read(second), Now, "one@fi"), [Border.Part("one@fi", "%PDF"u8.ToArray())]);
        await Border.ReachAsync(call, ExchangeState.Available);
        World.Query("SELECT body ->> '$.message.action' FROM ledger_entry WHERE body ->> '$.event' IN ('evidence.message-sent', 'evidence.message-received') ORDER BY id")
            .ShouldBe(["request", "error", "request", "response"]);
        World.Query("SELECT body ->> '$.message.conversation_id' FROM ledger_entry WHERE body ->> '$.event' LIKE 'evidence.message-%'")
            .Distinct().ShouldHaveSingleItem().ShouldBe(second.Envelope.ConversationId);
        World.Query("SELECT body FROM ledger_entry").ShouldAllBe(body => !body.Contains("Papadopoulou", StringComparison.Ordinal) && !body.Contains("rekisteri.example/see", StringComparison.Ordinal));
    }
}
