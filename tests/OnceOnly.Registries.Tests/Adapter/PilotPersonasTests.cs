// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Each persona against the pilot's registries, with the pilot's own declaration of them.</summary>
public sealed class PilotPersonasTests(PilotWorld world) : IClassFixture<PilotWorld>
{
    private static readonly DateTimeOffset LoggedInAt = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("maria", "Παπαδοπούλου")]
    [InlineData("sean", "O'Brien")]
    [InlineData("li", "Å")]
    public async Task A_birth_certificate_comes_as_pdf_and_xml_in_the_declared_order(string key, string familyName)
    {
        var (answer, documents) = await AskAsync("birth-certificate", key);

        answer.ShouldBeOfType<ProviderAnswer.Provided>();
        documents.Select(document => (document.MediaType, document.FileName)).ShouldBe(
            [("application/pdf", "birth-certificate.pdf"), ("application/xml", "birth-certificate.xml")]);
        documents[0].Text.ShouldStartWith("%PDF-1.4");
        documents[1].Text.ShouldContain($"<familyName>{familyName}</familyName>");
    }

    [Theory]
    [InlineData("maria", "Παπαδοπούλου")]
    [InlineData("sean", "O'Brien")]
    [InlineData("li", "Å")]
    public async Task A_residence_record_comes_as_json(string key, string familyName)
    {
        var (answer, documents) = await AskAsync("residence-record", key);

        answer.ShouldBeOfType<ProviderAnswer.Provided>();
        documents.ShouldHaveSingleItem().Text.ShouldContain($"\"familyName\": \"{familyName}\"");
    }

    [Fact]
    public async Task A_company_is_known_by_its_national_number()
    {
        var (answer, documents) = await AskAsync("company-extract", "aegean");

        answer.ShouldBeOfType<ProviderAnswer.Provided>();
        documents.ShouldHaveSingleItem().Text.ShouldContain("Αιγαίο Φέρις ΑΕ");
    }

    [Theory]
    [InlineData("birth-certificate")]
    [InlineData("residence-record")]
    public async Task Unknown_none_and_several_are_one_answer(string evidenceType)
    {
        var (unknown, _) = await AskAsync(evidenceType, "ioannis");
        var (several, _) = await AskAsync(evidenceType, "dora");

        unknown.ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound)));
        several.ShouldBe(unknown);
    }

    [Theory]
    [InlineData("eleni", EvidenceErrorCode.RegistryFailed)]
    [InlineData("petros", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("anna", EvidenceErrorCode.EvidenceAboutAnotherPerson)]
    public async Task What_goes_wrong_has_its_code_and_leaves_no_document(string key, EvidenceErrorCode code)
    {
        foreach (var evidenceType in (string[])["birth-certificate", "residence-record"])
        {
            var (answer, documents) = await AskAsync(evidenceType, key);

            answer.ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(code);
            documents.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_dead_registry_is_unreachable()
    {
        var (answer, _) = await AskAsync("tax-certificate", "maria");

        answer.ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task A_slow_registry_is_waited_for()
    {
        var (answer, documents) = await AskAsync("residence-record", "nikos");

        answer.ShouldBeOfType<ProviderAnswer.Provided>();
        documents.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("birth-certificate")]
    [InlineData("residence-record")]
    public async Task Evidence_that_comes_later_is_there_at_the_second_asking(string evidenceType)
    {
        world.Registries.StartScenariosAgain();
        var (first, _) = await AskAsync(evidenceType, "lina");
        var (second, _) = await AskAsync(evidenceType, "lina");

        var until = first.ShouldBeOfType<ProviderAnswer.Deferred>().Until;
        until.ShouldBe(TimeProvider.System.GetUtcNow().AddSeconds(5), TimeSpan.FromSeconds(5));
        second.ShouldBeOfType<ProviderAnswer.Provided>();
    }

    [Fact]
    public async Task Nothing_personal_is_logged()
    {
        await using var adapter = new RegistryAdapter(world.Configuration);
        foreach (var persona in PilotPersonas.All.Where(persona => persona.Key is not ("nikos" or "hugo" or "aegean")))
        {
            await adapter.AskAsync("birth-certificate", persona.At(LoggedInAt), new KeptDocuments());
            await adapter.AskAsync("tax-certificate", persona.At(LoggedInAt), new KeptDocuments());
        }

        var log = string.Join('\n', adapter.Log.Lines);
        log.ShouldContain("civil-registry");
        foreach (var persona in PilotPersonas.All)
        {
            log.ShouldNotContain(persona.Subject.Identifier);
            log.ShouldNotContain(Uri.EscapeDataString(persona.Subject.Identifier));
        }

        log.ShouldNotContain("Papadopoulou");
        log.ShouldNotContain("B-1001");
        log.ShouldNotContain("1985-03-14");
    }

    private async Task<(ProviderAnswer Answer, List<KeptDocument> Documents)> AskAsync(string evidenceType, string key)
    {
        await using var adapter = new RegistryAdapter(world.Configuration);
        var documents = new KeptDocuments();
        var answer = await adapter.AskAsync(evidenceType, PilotPersonas.Find(key)!.At(LoggedInAt), documents);
        return (answer, documents.All);
    }
}
