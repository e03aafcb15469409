// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.CommonServices;
using OnceOnly.Oots.CommonServices.Queries;
using OnceOnly.Oots.CommonServices.Signatures;
using OnceOnly.Oots.Faults;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Tests.CommonServices;

public sealed class CommonServicesClientTests : IDisposable
{
    private const string Namespaces =
        """xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:4.0" xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:4.0" xmlns="http://data.europa.eu/p4s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" """;

    private const string Requirement =
        """
        <Requirement><Identifier>https://sr.oots.tech.ec.europa.eu/requirements/1</Identifier><Name lang="EN">Degree</Name><ReferenceFramework><Identifier>p1</Identifier><RelatedTo><Identifier>T3</Identifier></RelatedTo><Jurisdiction><AdminUnitLevel1>SE</AdminUnitLevel1></Jurisdiction></ReferenceFramework>
        <EvidenceTypeList><Identifier>l1</Identifier><EvidenceType><EvidenceTypeClassification>a</EvidenceTypeClassification><Title lang="EN">A</Title></EvidenceType><EvidenceType><EvidenceTypeClassification>b</EvidenceTypeClassification><Title lang="EN">B</Title></EvidenceType></EvidenceTypeList>
        <EvidenceTypeList><Identifier>l2</Identifier><EvidenceType><EvidenceTypeClassification>c</EvidenceTypeClassification><Title lang="EN">C</Title></EvidenceType></EvidenceTypeList></Requirement>
        """;

    private const string Service =
        """
        <DataServiceEvidenceType><Identifier>s1</Identifier><EvidenceTypeClassification>a</EvidenceTypeClassification><Title lang="EN">A</Title><DistributedAs><Format>application/pdf</Format><Language>FI</Language></DistributedAs>
        <AccessService><Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">AP_FI_01</Identifier><ConformsTo>oots-edm:v1.2</ConformsTo><ConformsTo>oots-edm:v2.0</ConformsTo><Publisher><Identifier schemeID="x">P1</Identifier><Name lang="FI">Yksi</Name><Address><AdminUnitLevel1>FI</AdminUnitLevel1></Address></Publisher></AccessService>
        <AccessService><Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">AP_FI_01</Identifier><ConformsTo>oots-edm:v2.0</ConformsTo><Publisher><Identifier schemeID="x">P2</Identifier><Name lang="FI">Kaksi</Name></Publisher></AccessService>
        <AuthenticationLevelOfAssurance>Substantial</AuthenticationLevelOfAssurance></DataServiceEvidenceType>
        """;

    private static readonly string OnlyOne = Service[..Service.LastIndexOf("<AccessService>", StringComparison.Ordinal)] + "</DataServiceEvidenceType>";

    private readonly CatalogueSigner signer = new();
    private readonly Answering server;
    private readonly HttpClient http;
    private readonly Clock clock = new();
    private readonly CommonServicesClient client;

    public CommonServicesClientTests()
    {
        server = new Answering(signer);
        http = new HttpClient(server) { BaseAddress = new Uri("https://cs.example/eb/") };
        client = new CommonServicesClient(http, new CatalogueSealVerifier([signer.Root]), new CommonServicesOptions(), clock);
    }

    public void Dispose()
    {
        http.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task Lists_of_types_that_belong_together_come_out_as_alternatives()
    {
        server.Body = Success("Requirement", Requirement);
        var query = CatalogueQuery.EvidenceTypes("https://sr.oots.tech.ec.europa.eu/requirements/1", "FI");
        var reply = await client.AskAsync(query, CancellationToken.None);
        var requirement = reply.Answer!.Requirements.ShouldHaveSingleItem();
        requirement.Alternatives.Select(list => string.Join('+', list.AllOf.Select(type => type.Classification))).ShouldBe(["a+b", "c"]);
        requirement.Procedures.ShouldHaveSingleItem().Procedure.ShouldBe("T3");
        server.Asked.ShouldHaveSingleItem().ShouldBe(
            "/eb/rest/search?queryId=urn%3Afdc%3Aoots%3Aeb%3Aebxml-regrep%3Aqueries%3Aevidence-types-by-requirement-and-jurisdiction&requirement-id=https%3A%2F%2Fsr.oots.tech.ec.europa.eu%2Frequirements%2F1&country-code=FI oots-cs:v2.0");
    }

    [Fact]
    public async Task Every_provider_comes_out_and_none_is_picked()
    {
        server.Body = Success("DataServiceEvidenceType", Service);
        var service = (await client.AskAsync(CatalogueQuery.DataServices("a", "FI", null, []), CancellationToken.None)).Answer!.DataServices.ShouldHaveSingleItem();
        service.AccessServices.Select(access => $"{access.Party.Value} {access.Provider.Identifier.Value} {string.Join(' ', access.Specifications)}")
            .ShouldBe(["AP_FI_01 P1 oots-edm:v1.2 oots-edm:v2.0", "AP_FI_01 P2 oots-edm:v2.0"]);
        service.LevelOfAssurance.ShouldBe("Substantial");
    }

    [Fact]
    public async Task A_wish_for_more_from_the_user_is_a_dialogue_and_is_never_kept()
    {
        server.Body = Failure("DSD:ERR:0005", """<r:Slot name="UserRequestedClassificationConcepts"><r:SlotValue xsi:type="r:CollectionValueType"><r:Element xsi:type="r:AnyValueType"><EvidenceProviderClassification><Identifier schemeID="https://list">q1</Identifier><Type>codelist</Type><Description lang="EN">Where?</Description></EvidenceProviderClassification></r:Element></r:SlotValue></r:Slot>""");
        for (var times = 1; times <= 2; times++)
        {
            var answer = (await client.AskAsync("q", CancellationToken.None)).Answer!;
            answer.AsksTheUser.ShouldBeTrue();
            answer.Questions.ShouldHaveSingleItem().Descriptions.ShouldBe([new OotsText("EN", "Where?")]);
            server.Asked.Count.ShouldBe(times);
        }
    }

    [Fact]
    public async Task An_answer_is_kept_for_its_lifetime_and_serves_stale_while_the_service_is_down()
    {
        server.Body = Success("Requirement", Requirement);
        await client.AskAsync("q", CancellationToken.None);
        (await client.AskAsync("q", CancellationToken.None)).IsStale.ShouldBeFalse();
        server.Asked.Count.ShouldBe(1);

        server.Body = null;
        clock.Now += TimeSpan.FromHours(2);
        var stale = await client.AskAsync("q", CancellationToken.None);
        (stale.IsStale, stale.Answer is not null, stale.AsOf).ShouldBe((true, true, CatalogueSigner.Begin));
        clock.Now += TimeSpan.FromDays(8);
        var none = await client.AskAsync("q", CancellationToken.None);
        none.Answer.ShouldBeNull();
        OotsFaults.OfMissingAnswer(none).Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task Another_instance_takes_the_answer_from_the_shared_cache()
    {
        var cache = new SpoiltCache();
        server.Body = Success("Requirement", Requirement);
        var first = await Instance(cache).AskAsync("q", CancellationToken.None);

        var second = await Instance(cache).AskAsync("q", CancellationToken.None);

        server.Asked.Count.ShouldBe(1);
        (second.IsStale, second.AsOf).ShouldBe((false, first.AsOf));
        second.Answer!.Requirements.ShouldHaveSingleItem();
        cache.Keys.ShouldAllBe(key => !key.Contains('q', StringComparison.Ordinal) || key.Length > 64);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("changed")]
    [InlineData("later")]
    [InlineData("longer")]
    [InlineData("down")]
    public async Task A_shared_cache_that_lies_or_is_gone_costs_a_question_and_nothing_else(string fault)
    {
        var cache = new SpoiltCache();
        server.Body = Success("Requirement", Requirement);
        await Instance(cache).AskAsync("q", CancellationToken.None);
        cache.Spoil = fault;

        var reply = await Instance(cache).AskAsync("q", CancellationToken.None);

        server.Asked.Count.ShouldBe(2);
        (reply.Seal, reply.Answer!.Requirements.Single().Names.Single().Text).ShouldBe((CatalogueFault.None, "Degree"));
    }

    private CommonServicesClient Instance(SpoiltCache cache) =>
        new(http, new CatalogueSealVerifier([signer.Root]), new CommonServicesOptions(), clock, cache);

    [Fact]
    public async Task A_lifetime_that_no_seal_covers_freezes_nothing()
    {
        server.Body = Success("Requirement", Requirement);
        server.MaxAge = TimeSpan.FromDays(10_000);
        await client.AskAsync("q", CancellationToken.None);
        clock.Now += TimeSpan.FromHours(23);
        await client.AskAsync("q", CancellationToken.None);
        server.Asked.Count.ShouldBe(1);
        clock.Now += TimeSpan.FromHours(1);
        await client.AskAsync("q", CancellationToken.None);
        server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_without_its_seal_is_not_believed()
    {
        server.Body = Success("Requirement", Requirement);
        server.Forge = true;
        var reply = await client.AskAsync("q", CancellationToken.None);
        (reply.Answer, reply.Seal).ShouldBe((null, CatalogueFault.DigestWrong));
        OotsFaults.OfMissingAnswer(reply).Code.ShouldBe(EvidenceErrorCode.RegistryAnswerInvalid);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_question_with_a_citizens_answer()
    {
        var cache = new SpoiltCache();
        var asking = Instance(cache);
        server.Body = Success("Requirement", Requirement);
        await asking.AskAsync("q", isPersonal: true, CancellationToken.None);
        await asking.AskAsync("q", isPersonal: true, CancellationToken.None);
        server.Asked.Count.ShouldBe(2);
        cache.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_seal_that_names_no_time_is_too_old()
    {
        server.Body = Success("Requirement", Requirement);
        server.Change = header => header.Remove("iat");
        var reply = await client.AskAsync("q", CancellationToken.None);
        (reply.Answer, reply.Seal).ShouldBe((null, CatalogueFault.TooOld));
    }

    [Theory]
    [InlineData("FI", "FI", true)]
    [InlineData("FI", "SE", false)]
    [InlineData("fi", "FI", true)]
    public async Task A_provider_of_another_country_is_no_answer(string stated, string asked, bool isAnswer)
    {
        server.Body = Success("DataServiceEvidenceType", OnlyOne.Replace("FI</AdminUnitLevel1>", stated + "</AdminUnitLevel1>", StringComparison.Ordinal));
        var reply = await client.AskAsync(CatalogueQuery.DataServices("a", asked, null, []), CancellationToken.None);
        (reply.Answer is not null, reply.Seal).ShouldBe((isAnswer, isAnswer ? CatalogueFault.None : CatalogueFault.OtherQuestion));
    }

    [Fact]
    public async Task An_answer_with_another_kind_of_object_or_none_is_no_answer()
    {
        var services = CatalogueQuery.DataServices("a", "FI", null, []);
        server.Body = Success("Requirement", Requirement);
        (await client.AskAsync(services, CancellationToken.None)).Seal.ShouldBe(CatalogueFault.OtherQuestion);
        server.Body = Success("DataServiceEvidenceType", Service);
        (await client.AskAsync(CatalogueQuery.Requirements("T3", "SE"), CancellationToken.None)).Seal.ShouldBe(CatalogueFault.OtherQuestion);
        server.Body = Empty(string.Empty);
        (await client.AskAsync(services, CancellationToken.None)).Seal.ShouldBe(CatalogueFault.OtherQuestion);
        server.Body = Empty("""totalResultCount="0" """);
        (await client.AskAsync(services, CancellationToken.None)).Answer!.DataServices.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_result_is_an_answer_and_maps_to_no_provider()
    {
        server.Body = Failure("DSD:ERR:0001", string.Empty);
        var answer = (await client.AskAsync("q", CancellationToken.None)).Answer!;
        answer.IsSuccess.ShouldBeFalse();
        OotsFaults.OfCatalogue(answer.Errors.ShouldHaveSingleItem().Code).Code.ShouldBe(EvidenceErrorCode.NoProvider);
        Enum.GetValues<EdmErrorCode>().Select(OotsFaults.Of).ShouldAllBe(error => error.Code != EvidenceErrorCode.Internal);
    }

    private static string Success(string slot, string content) =>
        $"""<q:QueryResponse {Namespaces}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"><r:RegistryObjectList><r:RegistryObject id="urn:uuid:1"><r:Slot name="{slot}"><r:SlotValue xsi:type="r:AnyValueType">{content}</r:SlotValue></r:Slot></r:RegistryObject></r:RegistryObjectList></q:QueryResponse>""";

    private static string Empty(string attribute) =>
        $"""<q:QueryResponse {Namespaces}{attribute}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"><r:RegistryObjectList/></q:QueryResponse>""";

    private static string Failure(string code, string slots) =>
        $"""<q:QueryResponse {Namespaces}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure"><rs:Exception xsi:type="rs:ObjectNotFoundExceptionType" code="{code}" message="m">{slots}</rs:Exception></q:QueryResponse>""";

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = CatalogueSigner.Begin;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Answering(CatalogueSigner signer) : HttpMessageHandler
    {
        public string? Body { get; set; }

        public bool Forge { get; set; }

        public TimeSpan? MaxAge { get; set; }

        public Action<JsonObject>? Change { get; set; }

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.RequestUri!.PathAndQuery} {string.Join(' ', request.Headers.GetValues("Accept-Version"))}");
            if (Body is null)
            {
                throw new HttpRequestException("down");
            }

            var body = Encoding.UTF8.GetBytes(Body);
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Forge ? [.. body, 10] : body) };
            response.Headers.CacheControl = new() { MaxAge = MaxAge };
            foreach (var (name, value) in signer.Sign(body, Change))
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult(response);
        }
    }
}
