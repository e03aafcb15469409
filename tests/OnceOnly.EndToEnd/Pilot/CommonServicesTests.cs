// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Cli;
using OnceOnly.Oots.CommonServices;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.CommonServices.Queries;
using OnceOnly.Oots.CommonServices.Signatures;
using OnceOnly.Oots.Messages;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>The pilot's common services, asked by our client as the real ones are.</summary>
public sealed class CommonServicesTests(RunningCommonServices running) : IClassFixture<RunningCommonServices>, IDisposable
{
    private const string Types = "https://sr.oots.tech.ec.europa.eu/evidencetypeclassifications/FI/";
    private const string Requirements = "https://sr.oots.tech.ec.europa.eu/requirements/";
    private const string Studies = Requirements + "ab982a8e-8018-4cdb-bd19-bb5c10ec3094";
    private const string Vehicle = Requirements + "eb753be1-0ae1-4884-9282-86fcaf328507";
    private const string Diploma = Types + "0c4749ce-f205-4c5e-a26d-ba13689bce85";
    private const string Transcript = Types + "9779c421-8bd4-4e4a-93e4-ba588286c8b1";
    private const string PopulationExtract = Types + "ac737211-fa0e-4fe0-b25b-afbef1faa030";
    private const string University = "558961ba-89bc-45df-9179-8dbae7fb30f5";
    private const string Broker = "rest/search?queryId=urn:fdc:oots:eb:ebxml-regrep:queries:";
    private const string Directory = "rest/search?queryId=urn:fdc:oots:dsd:ebxml-regrep:queries:dataservices-by-evidencetype-and-jurisdiction";

    private readonly HttpClient _broker = running.ClientOf(running.Services.EvidenceBroker);
    private readonly HttpClient _directory = running.ClientOf(running.Services.DataServiceDirectory);

    public void Dispose()
    {
        _broker.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_procedure_of_one_country_has_its_requirements()
    {
        var answer = await AskAsync(_broker, CatalogueQuery.Requirements("T3", "EL"));

        var requirement = answer.Requirements.ShouldHaveSingleItem();
        requirement.Identifier.ShouldBe(Studies);
        requirement.Names.ShouldContain(new OotsText("EN", "Proof of completed studies"));
        requirement.Alternatives.ShouldBeEmpty();
        answer.Specification.ShouldBe("oots-cs:v2.0");
    }

    [Fact]
    public async Task Types_in_one_list_belong_together_and_lists_are_alternatives()
    {
        var answer = await AskAsync(_broker, CatalogueQuery.EvidenceTypes(Studies, "FI"));

        answer.Requirements.ShouldHaveSingleItem().Alternatives
            .Select(list => string.Join('+', list.AllOf.Select(type => type.Titles.Single(title => title.Language == "EN").Text)))
            .ShouldBe(["Diploma", "Certificate of enrolment+Transcript of records"]);
    }

    [Fact]
    public async Task A_list_may_say_that_nothing_proves_it_there() =>
        (await AskAsync(_broker, CatalogueQuery.EvidenceTypes(Vehicle, "FI"))).Requirements.ShouldHaveSingleItem()
            .Alternatives.ShouldHaveSingleItem().AllOf.ShouldBeEmpty();

    [Fact]
    public async Task Several_providers_of_one_type_all_come_out()
    {
        var service = (await AskAsync(_directory, CatalogueQuery.DataServices(Diploma, "FI", null, []))).DataServices.ShouldHaveSingleItem();

        service.AccessServices.Select(access => (access.Party.Value, access.Provider.Identifier.Value))
            .ShouldBe([("AP_FI_01", "1000001-1"), ("AP_FI_01", "1000002-2")]);
        service.LevelOfAssurance.ShouldBe("Substantial");
        service.Distributions.ShouldHaveSingleItem().Languages.ShouldBe(["FI"]);
    }

    [Fact]
    public async Task Only_services_of_the_wanted_version_come_out()
    {
        (await AskAsync(_directory, CatalogueQuery.DataServices(Diploma, "FI", "oots-edm:v1.2", []))).DataServices.Single()
            .AccessServices.ShouldHaveSingleItem().Provider.Identifier.Value.ShouldBe("1000001-1");
        (await CodeAsync(_directory, CatalogueQuery.DataServices(PopulationExtract, "FI", "oots-edm:v2.0", []))).ShouldBe("DSD:ERR:0001");
    }

    [Fact]
    public async Task The_directory_asks_the_user_until_it_can_name_the_provider()
    {
        var question = await AskAsync(_directory, CatalogueQuery.DataServices(Transcript, "FI", null, []));
        question.AsksTheUser.ShouldBeTrue();
        question.Questions.ShouldHaveSingleItem().Identifier.ShouldBe(University);
        question.Questions[0].Descriptions.ShouldContain(text => text.Language == "EL");

        var answered = await AskAsync(_directory, CatalogueQuery.DataServices(Transcript, "FI", null, [new(University, "saimaa")]));
        answered.DataServices.ShouldHaveSingleItem().AccessServices.ShouldHaveSingleItem().Provider.Identifier.Value.ShouldBe("1000002-2");

        (await CodeAsync(_directory, CatalogueQuery.DataServices(Transcript, "FI", null, [new(University, "elsewhere")]))).ShouldBe("DSD:ERR:0006");
    }

    [Theory]
    [InlineData("requirements-by-procedure-and-jurisdiction&procedure-id=X1&country-code=EL", "EB:ERR:0001")]
    [InlineData("requirements-by-procedure-and-jurisdiction&procedure-id=Q9", "EB:ERR:0005")]
    [InlineData("requirements-by-procedure-and-jurisdiction&country-code=GR", "EB:ERR:0006")]
    [InlineData("requirements-by-procedure-and-jurisdiction&country-code=EL&country-code=FI", "EB:ERR:0003")]
    [InlineData("requirements-by-procedure-and-jurisdiction&colour=red", "EB:ERR:0003")]
    [InlineData("evidence-types-by-requirement-and-jurisdiction&country-code=FI", "EB:ERR:0003")]
    [InlineData("evidence-types-by-requirement-and-jurisdiction&requirement-id=" + Requirements + "x", "EB:ERR:0002")]
    [InlineData("evidence-types-by-requirement-and-jurisdiction&requirement-id=" + Studies + "&country-code=SE", "EB:ERR:0001")]
    [InlineData("everything", "EB:ERR:0007")]
    public async Task The_evidence_broker_names_what_is_wrong_with_a_question(string question, string code) =>
        (await CodeAsync(_broker, Broker + question)).ShouldBe(code);

    [Theory]
    [InlineData(Directory + "&evidence-type-classification=" + Diploma + "&country-code=SE", "DSD:ERR:0001")]
    [InlineData(Directory + "&evidence-type-classification=" + Types + "x&country-code=FI", "DSD:ERR:0002")]
    [InlineData(Directory + "&evidence-type-classification=" + Diploma, "DSD:ERR:0003")]
    [InlineData(Directory + "&evidence-type-classification=" + Diploma + "&country-code=FI&colour=red", "DSD:ERR:0003")]
    [InlineData("rest/search", "DSD:ERR:0004")]
    public async Task The_directory_names_what_is_wrong_with_a_question(string question, string code) =>
        (await CodeAsync(_directory, question)).ShouldBe(code);

    [Fact]
    public async Task Who_names_no_version_gets_answers_of_the_first()
    {
        var body = await _broker.GetByteArrayAsync(new Uri(CatalogueQuery.Requirements("T3", "EL"), UriKind.Relative), TestContext.Current.CancellationToken);
        CatalogueAnswerReader.TryRead(body, out var answer).ShouldBeTrue();
        answer!.Specification.ShouldBeNull();
        answer.Requirements.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_command_believes_what_it_is_given_to_verify_and_nothing_that_was_changed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("onceonly-catalogue-");
        try
        {
            using var response = await _directory.GetAsync(new Uri(CatalogueQuery.DataServices(Diploma, "FI", null, []), UriKind.Relative), cancellation);
            var (body, headers) = (Path.Combine(folder.FullName, "body.xml"), Path.Combine(folder.FullName, "headers.txt"));
            await File.WriteAllBytesAsync(body, await response.Content.ReadAsByteArrayAsync(cancellation), cancellation);
            await File.WriteAllLinesAsync(headers, response.Headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"), cancellation);
            (await VerifyAsync(body, headers)).ShouldBe(0);

            await File.AppendAllTextAsync(body, " ", cancellation);
            (await VerifyAsync(body, headers)).ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task<int> VerifyAsync(string body, string headers) => CommandLine.RunAsync(
        ["oots", "verify-catalogue", body, "--headers", headers, "--roots", running.Certificates.Authority.CertificatePath, "--now", TimeProvider.System.GetUtcNow().ToString("O")],
        new StringWriter(), new StringWriter(), TimeProvider.System, TestContext.Current.CancellationToken);

    private async Task<CatalogueAnswer> AskAsync(HttpClient http, string query)
    {
        var seals = new CatalogueSealVerifier([X509CertificateLoader.LoadCertificateFromFile(running.Certificates.Authority.CertificatePath)]);
        var client = new CommonServicesClient(http, seals, new CommonServicesOptions(), TimeProvider.System);
        var reply = await client.AskAsync(query, TestContext.Current.CancellationToken);
        reply.Seal.ShouldBe(CatalogueFault.None);
        return reply.Answer.ShouldNotBeNull();
    }

    private async Task<string> CodeAsync(HttpClient http, string query)
    {
        using var response = await http.GetAsync(new Uri(query, UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await AskAsync(http, query)).Errors.ShouldHaveSingleItem().Code;
    }
}
