// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Requesting;

namespace OnceOnly.Oots.Tests.Providing;

public sealed class ProvidingTests
{
    [Theory]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public async Task the_first_request_gets_a_link_and_the_second_what_the_person_accepted(EdmVersion version)
    {
        await using var world = new ProvidingWorld();
        var first = ProvidingWorld.Request(version);
        var location = await world.LinkAsync(first);
        location.ShouldStartWith("https://gateway.example.gr/preview-space/");
        location.Length.ShouldBeLessThan(256);

        var second = ProvidingWorld.Second(first, location);
        var messageId = await world.TakeAsync(second);
        (await world.OpenAsync(location)).State.ShouldBe(ServedRequestState.Previewing);
        await world.DecideAsync(location, "1");

        var (outgoing, message) = await world.AnswerToAsync(second);
        var response = message.ShouldBeOfType<EvidenceResponse>();
        response.Version.ShouldBe(version);
        outgoing.RefToMessageId.ShouldBe(messageId);
        outgoing.Envelope.FinalRecipient.Value.ShouldBe("2021001234");
        outgoing.Envelope.OriginalSender.Value.ShouldBe("ELREG01");
        response.Id.ShouldBe(outgoing.Key!.Value.ToString("D"));
        ResponseAcceptance.Refuse(second, response, [.. outgoing.Documents.Select(document => document.ContentId)]).ShouldBeNull();
        outgoing.Documents.ShouldHaveSingleItem().OpenRead().Length.ShouldBe(world.Documents[0].Content.Length);
        world.Questions.ShouldHaveSingleItem().Person.ShouldBe(ProvidingWorld.Aino);
    }
}
