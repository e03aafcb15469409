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

    [Fact]
    public async Task a_package_holds_the_evidence_and_what_was_asked_for_beside_it()
    {
        await using var world = new ProvidingWorld(
            ("DataServices:birth:Formats:0:Documents:0:Number", "2"),
            ("DataServices:birth:Formats:0:Documents:0:Kind", "Main"),
            ("DataServices:birth:Formats:0:Documents:1:Number", "1"),
            ("DataServices:birth:Formats:0:Documents:1:Kind", "Annex"),
            ("DataServices:birth:Formats:0:Documents:2:Number", "3"),
            ("DataServices:birth:Formats:0:Documents:2:Kind", "Translation"),
            ("DataServices:birth:Formats:0:Documents:2:Language", "en"),
            ("DataServices:birth:Formats:0:Documents:3:Number", "4"),
            ("DataServices:birth:Formats:0:Documents:3:Kind", "HumanReadableVersion"));
        world.Documents.Clear();
        world.Documents.AddRange(Enumerable.Range(1, 4).Select(number => (number == 1 ? "image/png" : "application/pdf", new[] { (byte)number })));
        var first = ProvidingWorld.Request(EdmVersion.V20, "application/pdf", "Annex", "Translation");
        var location = await world.LinkAsync(first);
        var second = ProvidingWorld.Second(first, location);
        await world.TakeAsync(second);
        var preview = await world.OpenAsync(location);
        preview.Pieces.Select(piece => piece.Kind).ShouldBe([PieceKind.Main, PieceKind.Annex, PieceKind.Translation]);

        await world.DecideAsync(location, "2", "3");

        var (outgoing, message) = await world.AnswerToAsync(second);
        var package = message.ShouldBeOfType<EvidenceResponse>().Packages.ShouldHaveSingleItem();
        package.Supplements.ShouldHaveSingleItem().Kind.ShouldBe("Translation");
        package.Supplements[0].Document.Metadata.Distribution!.Languages.ShouldBe(["EN"]);
        outgoing.Documents.Select(document => document.OpenRead().ReadByte()).ShouldBe([2, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task up_to_1_2_there_is_the_evidence_alone()
    {
        await using var world = new ProvidingWorld(
            ("DataServices:birth:Formats:0:Documents:0:Number", "1"),
            ("DataServices:birth:Formats:0:Documents:0:Kind", "Main"),
            ("DataServices:birth:Formats:0:Documents:1:Number", "2"),
            ("DataServices:birth:Formats:0:Documents:1:Kind", "Annex"));
        world.Documents.Add(world.Documents[0]);
        var first = ProvidingWorld.Request(EdmVersion.V12);
        var location = await world.LinkAsync(first);

        (await world.OpenAsync(location)).Pieces.ShouldHaveSingleItem();
        (await world.OpenAsync(location)).ReturnsByLink.ShouldBeTrue();
    }

    [Theory]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public async Task a_person_who_declines_everything_is_a_success_without_evidence(EdmVersion version)
    {
        await using var world = new ProvidingWorld();
        var first = ProvidingWorld.Request(version);
        var location = await world.LinkAsync(first);
        var second = ProvidingWorld.Second(first, location);
        await world.OpenAsync(location);
        await world.DecideAsync(location);

        await world.TakeAsync(second);

        var (outgoing, message) = await world.AnswerToAsync(second);
        message.ShouldBeOfType<EvidenceResponse>().Packages.ShouldBeEmpty();
        outgoing.Documents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public async Task what_the_registry_has_later_is_a_deferral_with_its_date(EdmVersion version)
    {
        await using var world = new ProvidingWorld();
        var until = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        world.Answer = new OnceOnly.Evidence.Providers.ProviderAnswer.Deferred(until);
        var first = ProvidingWorld.Request(version);
        var location = await world.LinkAsync(first);
        var second = ProvidingWorld.Second(first, location);
        await world.TakeAsync(second);
        await world.OpenAsync(location);

        (await world.AnswerToAsync(second)).Message.ShouldBeOfType<EvidenceResponse>().AvailableAt.ShouldBe(until);
    }

    [Theory]
    [InlineData(EdmVersion.V12)]
    [InlineData(EdmVersion.V20)]
    public async Task where_a_law_dispenses_with_the_preview_the_first_request_is_answered(EdmVersion version)
    {
        await using var world = new ProvidingWorld(("DataServices:birth:WithoutPreview:0", "AP_SE_01"));
        var request = ProvidingWorld.Request(version) with { PossibilityForPreview = false };
        await world.TakeAsync(request);

        (await world.AnswerToAsync(request)).Message.ShouldBeOfType<EvidenceResponse>().Packages.ShouldHaveSingleItem();

        // The identifier of the request was made for the requester's country, a log-in here would have one made for ours.
        world.Questions.ShouldHaveSingleItem().Person.Subject.Identifier.ShouldBe("FI/EL/subject-0001");
        var acting = request with
        {
            Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
            Representative = request.Subject with { SectorAttributes = [new SectorAttribute("PowerOfRepresentationScope", "http://data.europa.eu/p4s/attributes/PowerOfRepresentationScope", "T3")] },
        };
        await world.TakeAsync(acting);
        (await world.ErrorToAsync(acting)).Code.ShouldBe(EdmErrorCode.FailedAuthentication);
    }

    [Theory]
    [InlineData("AP_SE_01", "https://portal.example.se/back?x=1", true)]
    [InlineData("AP_SE_01", "https://portal.example.se:444/back", false)]
    [InlineData("AP_SE_01", "http://portal.example.se/back", false)]
    [InlineData("AP_SE_01", "https://portal.example.se@evil.example/", false)]
    [InlineData("AP_SE_01", "https://portal.example.se.evil.example/", false)]
    [InlineData("AP_FI_01", "https://portal.example.se/back", false)]
    [InlineData("AP_SE_01", "https://xn--sxaho6c.example.gr/back", true)]
    [InlineData("AP_SE_01", "https://πύλη.example.gr/back", true)]
    [InlineData("AP_SE_01", "https://рortal.example.se/back", false)]
    public async Task a_browser_returns_only_to_origins_bound_to_the_access_point(string party, string address, bool isKnown)
    {
        await using var world = new ProvidingWorld(("Requesters:0:ReturnOrigins:1", "https://πύλη.example.gr"));
        world.Previews.MayReturnTo(party, new Uri(address)).ShouldBe(isKnown);
    }
}
