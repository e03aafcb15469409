// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Providing;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Oots.Tests.Providing;

/// <summary>Each error of the data model where it belongs, in both versions.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, Func<EvidenceRequest, EvidenceRequest>, EdmErrorCode> AtTheDoor => new()
    {
        { "log-in too weak", request => request with { Subject = request.Subject with { LevelOfAssurance = "Low" } }, EdmErrorCode.FailedAuthentication },
        { "no explicit request", request => request with { ExplicitRequestGiven = false }, EdmErrorCode.MissingAuthorization },
        { "no preview", request => request with { PossibilityForPreview = false }, EdmErrorCode.MissingAuthorization },
        { "unknown preview", request => request with { PreviewLocation = "https://gateway.example.gr/preview-space/unknown", ReturnLocation = Return(request) }, EdmErrorCode.InvalidRequest },
        { "foreign preview", request => request with { PreviewLocation = "https://elsewhere.example/x", ReturnLocation = Return(request) }, EdmErrorCode.InvalidRequest },
        { "unknown record", request => request with { EvidenceType = request.EvidenceType with { Identifier = Guid.NewGuid().ToString("D") } }, EdmErrorCode.ObjectNotFound },
        { "another authority", request => request with { Provider = request.Provider with { Identifier = request.Provider.Identifier with { Value = "ELREG02" } } }, EdmErrorCode.ObjectNotFound },
        { "another kind of person", request => request with { Subject = new OotsLegalPerson("Oy") { LevelOfAssurance = "High", Identifier = new SchemedIdentifier("eidas", "FI/SE/company-1") } }, EdmErrorCode.ObjectNotFound },
        { "a form not served", request => request with { EvidenceType = request.EvidenceType with { Distributions = [new RequestedDistribution("image/png")] } }, EdmErrorCode.UnsupportedCapability },
        { "a company acts", request => request with { Representative = new OotsLegalPerson("Oy") { LevelOfAssurance = "High", Identifier = new SchemedIdentifier("eidas", "FI/SE/company-1"), SectorAttributes = [Scope("T3")] } }, EdmErrorCode.UnsupportedCapability },
        { "a power for something else", request => request with { Representative = request.Subject with { SectorAttributes = [Scope("X4")] } }, EdmErrorCode.FailedAuthentication },
    };

    [Theory]
    [MemberData(nameof(AtTheDoor))]
    public async Task what_cannot_be_served_is_refused_with_its_code(string what, Func<EvidenceRequest, EvidenceRequest> change, EdmErrorCode code)
    {
        await using var world = new ProvidingWorld();
        foreach (var version in new[] { EdmVersion.V12, EdmVersion.V20 })
        {
            var request = change(ProvidingWorld.Request(version));
            var messageId = await world.TakeAsync(request);

            var (outgoing, message) = await world.AnswerToAsync(request);

            var exception = message.ShouldBeOfType<EvidenceErrorResponse>().Exceptions.ShouldHaveSingleItem();
            exception.Code.ShouldBe(code, what);
            exception.PreviewLocation.ShouldBeNull();
            outgoing.Kind.ShouldBe(EdmKind.Error);
            outgoing.RefToMessageId.ShouldBe(messageId);
        }

        world.Questions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AP_SE_01", "SE", true)]
    [InlineData("SE", "SE", true)]
    [InlineData("SE", "FR", false)]
    [InlineData("FR", "SE", false)]
    public async Task only_those_whose_law_is_named_are_served_without_preview_or_explicit_request(string exempt, string bound, bool isServed)
    {
        await using var world = new ProvidingWorld(
            ("DataServices:birth:WithoutPreview:0", exempt),
            ("DataServices:birth:WithoutExplicitRequest:0", exempt)) { Remit = new Remit([bound], []) };
        var unseen = ProvidingWorld.Request(EdmVersion.V20) with { PossibilityForPreview = false };
        var unasked = ProvidingWorld.Request(EdmVersion.V20) with { ExplicitRequestGiven = false };

        await world.TakeAsync(unseen);
        await world.TakeAsync(unasked);

        (await world.AnswerToAsync(unseen)).Message.ShouldBeOfType(isServed ? typeof(EvidenceResponse) : typeof(EvidenceErrorResponse));
        ((await world.ErrorToAsync(unasked)).PreviewLocation is not null).ShouldBe(isServed);
    }

    public static TheoryData<string, Remit?> Elsewhere => new()
    {
        { "nothing is agreed", null },
        { "another country", new Remit(["FI", "DK"], []) },
        { "another authority", new Remit(["SE"], [new SchemedIdentifier("urn:cef.eu:names:identifier:EAS:0007", "2021009999")]) },
        { "the same number in another scheme", new Remit(["SE"], [new SchemedIdentifier("urn:cef.eu:names:identifier:EAS:0088", "2021001234")]) },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task an_access_point_asks_for_nobody_it_may_not_speak_for(string what, Remit? remit)
    {
        await using var world = new ProvidingWorld { Remit = remit };
        foreach (var version in new[] { EdmVersion.V12, EdmVersion.V20 })
        {
            var request = ProvidingWorld.Request(version);
            await world.TakeAsync(request);

            var exception = await world.ErrorToAsync(request);

            exception.Code.ShouldBe(EdmErrorCode.MissingAuthorization, what);
            exception.PreviewLocation.ShouldBeNull();
        }

        (await world.EventsAsync()).Where(name => name != "served-request.sent")
            .ShouldBe(["served-request.received", "served-request.answered", "served-request.received", "served-request.answered"]);
    }

    [Fact]
    public async Task an_authority_whose_scheme_is_of_another_country_than_its_address_is_not_served()
    {
        await using var world = new ProvidingWorld { Remit = new Remit(["SE"], []) };
        var request = ProvidingWorld.Request(EdmVersion.V20);
        var elsewhere = request.Requester with { Identifier = new SchemedIdentifier("urn:oasis:names:tc:ebcore:partyid-type:unregistered:DE", "AMT1") };
        request = request with { Requesters = [elsewhere] };

        await world.TakeAsync(request);

        (await world.ErrorToAsync(request)).Code.ShouldBe(EdmErrorCode.MissingAuthorization);
    }

    [Theory]
    [InlineData("EL", "GR", true)]
    [InlineData("GR", "EL", true)]
    [InlineData("GR", "GR", true)]
    [InlineData("GR", "CY", false)]
    public void Greece_is_one_country_however_it_is_written(string agreed, string written, bool covers)
    {
        var authority = new SchemedIdentifier("urn:oasis:names:tc:ebcore:partyid-type:unregistered:" + written, "ELREG01");

        new Remit([agreed], []).Covers(authority, "EL").ShouldBe(covers);
        new Remit([agreed], [authority]).Covers(authority, "EL").ShouldBe(covers, "an authority that is named is still of a country");
        new Remit([agreed], []).Covers(new OotsAgent(authority, [], new OotsAddress(written))).ShouldBe(covers);
    }

    [Fact]
    public async Task who_asks_through_a_platform_of_another_country_is_not_served()
    {
        await using var world = new ProvidingWorld { Remit = new Remit(["SE"], []) };
        var request = ProvidingWorld.Request(EdmVersion.V20);
        var platform = request.Requester with { Address = new OotsAddress("DK"), Classification = "IP" };
        request = request with { Requesters = [request.Requester, platform] };

        await world.TakeAsync(request);

        (await world.ErrorToAsync(request)).PreviewLocation.ShouldBeNull();
    }

    [Fact]
    public async Task an_answer_that_no_message_can_carry_is_followed_by_a_valid_error()
    {
        foreach (var version in new[] { EdmVersion.V12, EdmVersion.V20 })
        {
            await using var world = new ProvidingWorld(("DataServices:birth:WithoutPreview:0", "AP_SE_01")) { TakesNoDocuments = true };
            var request = ProvidingWorld.Request(version) with { PossibilityForPreview = false };
            await world.TakeAsync(request);

            (await world.ErrorToAsync(request)).Code.ShouldBe(EdmErrorCode.QueryFailed);
        }
    }

    [Fact]
    public async Task a_platform_need_not_say_where_it_is()
    {
        await using var world = new ProvidingWorld();
        var request = ProvidingWorld.Request(EdmVersion.V20);
        request = request with { Requesters = [request.Requester, request.Requester with { Address = null, Classification = "IP" }] };

        (await world.LinkAsync(request)).ShouldStartWith("https://gateway.example.gr/preview-space/");
    }

    [Fact]
    public async Task an_access_point_asks_for_the_authorities_agreed()
    {
        await using var world = new ProvidingWorld { Remit = new Remit(["DK", "SE"], [new SchemedIdentifier("urn:cef.eu:names:identifier:EAS:0007", "2021001234")]) };

        (await world.LinkAsync(ProvidingWorld.Request(EdmVersion.V20))).ShouldStartWith("https://gateway.example.gr/preview-space/");
    }

    [Fact]
    public void an_exception_names_requesters_that_are_known() =>
        Problems(("DataServices:birth:WithoutPreview:0", "AP_FI_01")).ShouldContain("AP_FI_01 is neither the code of a country nor a Party");

    [Fact]
    public async Task what_would_be_too_long_when_written_anew_is_kept_as_it_came()
    {
        await using var world = new ProvidingWorld();
        var request = ProvidingWorld.Request(EdmVersion.V20);
        var xml = Encoding.UTF8.GetString(EdmWriter.Write(request));

        await world.TakeAsync(request, Encoding.UTF8.GetBytes(xml.Replace("Proof of birth", new string('>', 1_500_000), StringComparison.Ordinal)));

        (await world.ErrorToAsync(request)).PreviewLocation.ShouldNotBeNull();
    }

    [Fact]
    public async Task what_comes_when_its_time_is_over_is_not_served()
    {
        await using var world = new ProvidingWorld(("DataServices:birth:WithoutPreview:0", "AP_SE_01"));
        var seen = ProvidingWorld.Request(EdmVersion.V20);
        var unseen = ProvidingWorld.Request(EdmVersion.V20) with { PossibilityForPreview = false };
        var waiting = ProvidingWorld.Request(EdmVersion.V20);
        var second = ProvidingWorld.Second(waiting, await world.LinkAsync(waiting));

        await world.TakeAsync(seen, late: TimeSpan.FromMinutes(6));
        await world.TakeAsync(unseen, late: TimeSpan.FromHours(4));
        await world.TakeAsync(second, late: TimeSpan.FromMinutes(16));

        foreach (var request in new[] { seen, unseen, second })
        {
            (await world.ErrorToAsync(request)).Code.ShouldBe(EdmErrorCode.Timeout);
        }

        world.Questions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EvidenceErrorCode.EvidenceNotFound, EdmErrorCode.ObjectNotFound)]
    [InlineData(EvidenceErrorCode.EvidenceAboutAnotherPerson, EdmErrorCode.ObjectNotFound)]
    [InlineData(EvidenceErrorCode.RegistryFailed, EdmErrorCode.QueryFailed)]
    [InlineData(EvidenceErrorCode.RegistryUnreachable, EdmErrorCode.QueryFailed)]
    public async Task what_the_registry_says_reaches_the_request_that_waits(EvidenceErrorCode said, EdmErrorCode code)
    {
        await using var world = new ProvidingWorld();
        world.Answer = new ProviderAnswer.Failed(new EvidenceError(said));
        var first = ProvidingWorld.Request(EdmVersion.V20);
        var location = await world.LinkAsync(first);
        var second = ProvidingWorld.Second(first, location);
        await world.TakeAsync(second);

        (await world.OpenAsync(location)).Outcome.ShouldBeOfType<ServedOutcome.Refused>();

        (await world.ErrorToAsync(second)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task a_replayed_request_is_refused_and_the_same_message_is_not()
    {
        await using var world = new ProvidingWorld();
        var request = ProvidingWorld.Request(EdmVersion.V20);
        var messageId = await world.TakeAsync(request);
        await world.AnswerToAsync(request);
        await world.TakeAsync(request, messageId);
        await world.TakeAsync(request);

        for (var turn = 0; world.Sent.Count < 2; turn++)
        {
            turn.ShouldBeLessThan(2000);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        world.Sent.Count.ShouldBe(2);
        EdmDocument.TryRead(world.Sent.Last().Xml, out var document, out _).ShouldBeTrue();
        OnceOnly.Oots.Parsing.EdmParser.TryParse(document!, out var message, out _).ShouldBeTrue();
        message.ShouldBeOfType<EvidenceErrorResponse>().Exceptions[0].Code.ShouldBe(EdmErrorCode.InvalidRequest);
    }

    [Fact]
    public async Task an_answer_that_would_break_a_rule_never_leaves()
    {
        await using var world = new ProvidingWorld();

        // The rules let a request name its subject so; an answer must not say it.
        world.Documents[0] = ("application/pdf", "%PDF"u8.ToArray());
        var first = ProvidingWorld.Request(EdmVersion.V20) with
        {
            Subject = new OotsNaturalPerson("Virtanen", "Aino", new DateOnly(1984, 2, 29)) { LevelOfAssurance = "High", Identifier = new SchemedIdentifier("eidas", "FI/SE/sub ject-0001") },
        };
        var location = await world.LinkAsync(first);
        var second = ProvidingWorld.Second(first, location);
        await world.TakeAsync(second);
        var aino = ProvidingWorld.Aino with { Subject = ((Evidence.Persons.NaturalPerson)ProvidingWorld.Aino.Subject) with { Identifier = "FI/EL/sub ject-0001" } };
        await world.OpenAsync(location, aino);
        (await world.Previews.DecideAsync(ProvidingWorld.TokenOf(location), aino, ["1"], TestContext.Current.CancellationToken)).Error.ShouldBeNull();

        (await world.ErrorToAsync(second)).Code.ShouldBe(EdmErrorCode.QueryFailed);
    }

    [Fact]
    public void configuration_whose_answers_would_break_rules_is_refused_by_name()
    {
        Problems(("DataServices:birth:Agent:Names:en", "C")).ShouldContain("Oots:Providing:DataServices:birth: its answers would break");
        Problems(("DataServices:birth:Agent:Scheme", "nonsense")).ShouldContain("its answers would break");
        Problems(("DataServices:birth:RecordId", "nonsense")).ShouldContain("Oots:Providing:DataServices:birth:RecordId");
        Problems(("Country", "GR")).ShouldContain("Oots:Providing:Country");
        Problems(("Requesters:0:ReturnOrigins:0", "http://portal.example.se")).ShouldContain("Oots:Providing:Requesters:0");
        Problems(("DataServices:birth:Formats:0:Documents:0:Number", "1"), ("DataServices:birth:Formats:0:Documents:0:Kind", "Annex")).ShouldContain("begin with a Main");
    }

    [Fact]
    public void nothing_is_served_without_a_way_to_answer()
    {
        using var services = new ServiceCollection().AddOotsProviding(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<ProvidingOptions>>().Value)
            .Failures.ShouldContain(problem => problem.Contains("configure EDelivery", StringComparison.Ordinal));
    }

    private static string Problems(params (string Key, string Value)[] settings)
    {
        var world = new ProvidingWorld(settings);
        var problems = Should.Throw<OptionsValidationException>(() => world.Services.GetRequiredService<IOptions<ProvidingOptions>>().Value);
        return string.Join('\n', problems.Failures);
    }

    private static SectorAttribute Scope(string procedure) =>
        new("PowerOfRepresentationScope", "http://data.europa.eu/p4s/attributes/PowerOfRepresentationScope", procedure);

    private static string? Return(EvidenceRequest request) => request.Version >= EdmVersion.V20 ? "https://portal.example.se/back" : null;
}
