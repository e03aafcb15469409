// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Oots.AccessPoints.As4;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>What the gateway's access point says to messages of a partner, over HTTPS.</summary>
public sealed class IncomingMessageTests(GatewayAndPartner fixture) : IClassFixture<GatewayAndPartner>, IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(1));

    private PartnerAccessPoint Partner => fixture.Partner;

    [Theory]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public async Task A_request_that_breaks_a_rule_is_answered_with_the_rule_which_is_in_the_log_too(EdmVersion version)
    {
        var broken = Encoding.UTF8.GetString(SampleRequest.Write(version)).Replace("\"DocumentQuery\"", "\"OtherQuery\"", StringComparison.Ordinal);

        var id = await Partner.SubmitAsync(EdmKind.Request, Encoding.UTF8.GetBytes(broken), SampleRequest.Properties(version));
        var answer = await Partner.AnswerToAsync(id, _patience.Token);

        answer.Action.ShouldBe("ExceptionResponse");
        answer.Message.Version.ShouldBe(version);
        answer.Exception.Code.ShouldBe(EdmErrorCode.InvalidRequest);
        answer.Exception.Detail.ShouldBe("R-EDM-REQ-C025");
        fixture.World.Log.ShouldContain(line => line.Contains(id) && line.Contains("R-EDM-REQ-C025"));
        fixture.World.Log.ShouldAllBe(line => !line.Contains("Lindgren"));
        var entry = (await RefusedAsync()).Single(refused => refused.Message.MessageId == id);
        entry.Message.Errors.ShouldBe(["R-EDM-REQ-C025"]);
        entry.Message.RequestId.ShouldBe(answer.Message.ShouldBeOfType<EvidenceErrorResponse>().RequestId);
        (entry.Answer!.MessageId, entry.Answer.RefToMessageId, entry.Answer.ResponseId).ShouldBe((answer.MessageId, id, ((EvidenceErrorResponse)answer.Message).Id));
        entry.Answer.Errors.ShouldBe(["EDM:ERR:0003"]);
        entry.Person.ShouldBeNull();
    }

    [Theory]
    [InlineData(EdmVersion.V20, EdmVersion.V12)]
    [InlineData(EdmVersion.V12, EdmVersion.V20)]
    public async Task A_message_of_one_version_in_a_header_of_another_is_refused(EdmVersion message, EdmVersion header)
    {
        var id = await Partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(message), SampleRequest.Properties(header));
        var answer = await Partner.AnswerToAsync(id, _patience.Token);

        answer.Exception.Code.ShouldBe(EdmErrorCode.InvalidRequest);
        answer.Exception.Detail!.ShouldContain("R-EDM-ebMS-018");
    }

    [Fact]
    public async Task A_message_whose_header_names_another_authority_than_the_message_is_refused()
    {
        MessageProperty[] properties = SampleRequest.Properties(EdmVersion.V20);
        properties[0] = properties[0] with { Value = "2021009999" };

        var id = await Partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20), properties);

        (await Partner.AnswerToAsync(id, _patience.Token)).Exception.Detail.ShouldBe("header and message name different authorities");
    }

    [Fact]
    public async Task A_sound_request_where_nothing_is_provided_is_answered_so()
    {
        var id = await Partner.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20), SampleRequest.Properties(EdmVersion.V20));

        (await Partner.AnswerToAsync(id, _patience.Token)).Exception.Code.ShouldBe(EdmErrorCode.UnsupportedCapability);
        (await RefusedAsync()).Single(refused => refused.Message.MessageId == id).Answer!.Errors.ShouldBe(["EDM:ERR:0007"]);
    }

    [Fact]
    public async Task A_message_for_another_party_is_refused_before_anything_of_it_is_used()
    {
        var sent = Pack("AP_EL_02", Guid.NewGuid(), SampleRequest.Write(EdmVersion.V20));

        var signal = await Partner.PostAsync(sent, _patience.Token);

        signal.Errors[0].Kind.ShouldBe(EbmsError.ProcessingModeMismatch);
        signal.Receipt.ShouldBeNull();
    }

    [Fact]
    public async Task A_partner_whose_clock_is_six_minutes_ahead_is_told_so_plainly_and_nothing_of_its_message_is_used()
    {
        var id = Guid.NewGuid();
        var request = SampleRequest.Write(EdmVersion.V20);

        var signal = await Partner.PostAsync(Pack(PartnerAccessPoint.GatewayId, id, request, clockAhead: TimeSpan.FromMinutes(6.1)), _patience.Token);

        signal.Receipt.ShouldBeNull();
        signal.Errors[0].Description!.ShouldStartWith("The sender's clock is 6");
        while (!fixture.World.Log.Any(line => line.Contains("clock is 6.1 minutes ahead of ours")))
        {
            // Its process writes the line when it likes.
            await Task.Delay(20, _patience.Token);
        }

        // Once the clock is right, the same message is taken.
        (await Partner.PostAsync(Pack(PartnerAccessPoint.GatewayId, id, request), _patience.Token)).Receipt.ShouldNotBeNull();
        await Partner.AnswerToAsync($"{id}@ap.partner.test", _patience.Token);
    }

    [Fact]
    public async Task An_identifier_that_comes_again_with_other_content_gets_no_receipt_and_with_the_same_content_gets_one()
    {
        var (id, request) = (Guid.NewGuid(), SampleRequest.Write(EdmVersion.V20));

        (await Partner.PostAsync(Pack(PartnerAccessPoint.GatewayId, id, request), _patience.Token)).Receipt.ShouldNotBeNull();

        // Signed and encrypted anew, like some access points do for each attempt.
        (await Partner.PostAsync(Pack(PartnerAccessPoint.GatewayId, id, request), _patience.Token)).Receipt.ShouldNotBeNull();
        var other = await Partner.PostAsync(Pack(PartnerAccessPoint.GatewayId, id, SampleRequest.Write(EdmVersion.V20, "Andersson")), _patience.Token);
        other.Receipt.ShouldBeNull();
        other.Errors[0].Kind.ShouldBe(EbmsError.ValueInconsistent);
        await Partner.AnswerToAsync($"{id}@ap.partner.test", _patience.Token);
        Partner.Answers.Count(answer => answer.RefToMessageId == $"{id}@ap.partner.test").ShouldBe(1);
    }

    private async Task<IReadOnlyList<ServedRequestRefused>> RefusedAsync() =>
        [.. (await new StateFiles(fixture.World.DataFolder).ReadLedgerAsync()).OfType<ServedRequestRefused>()];

    public void Dispose() => _patience.Dispose();

    private PackedMessage Pack(string recipient, Guid id, byte[] request, TimeSpan clockAhead = default) => MessagePacker.Pack(
        new UserMessage
        {
            MessageId = $"{id}@ap.partner.test",
            Timestamp = TimeProvider.System.GetUtcNow() + clockAhead,
            From = Partner.Self.Self,
            To = new Party(new PartyId(recipient, As4Names.PartyIdType), As4Names.Role),
            Service = As4Names.Service,
            Action = "ExecuteQueryRequest",
            ConversationId = "00000000-0000-4000-8000-000000000001",
            Properties = Properties,
        },
        [new OutgoingPart("message@ap.partner.test", As4Names.RegRepMediaType, request)],
        Partner.Self.SigningKey,
        Partner.Self.Partners[0].EncryptTo);

    private static readonly MessageProperty[] Properties = SampleRequest.Properties(EdmVersion.V20);
}
