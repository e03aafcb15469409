// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Nothing is delivered that is not about the person asked for.</summary>
public sealed class SubjectTests : IAsyncLifetime
{
    private const string Evidence = Declaration.Evidence;
    private const EvidenceErrorCode Another = EvidenceErrorCode.EvidenceAboutAnotherPerson;
    private const EvidenceErrorCode Invalid = EvidenceErrorCode.RegistryAnswerInvalid;

    private readonly KeptDocuments documents = new();
    private ScriptedRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await ScriptedRegistry.StartAsync();

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Theory]
    [InlineData("""{"person":{"id":"EL/EL/1001"}}""", null)]
    [InlineData("""{"person":{"id":"EL\/EL\/1\u0030\u00301"}}""", null)]
    [InlineData("""{"person":{"id":"EL/EL/1002"}}""", Another)]
    [InlineData("""{"person":{"id":"el/el/1001"}}""", Another)]
    [InlineData("""{"person":{"id":" EL/EL/1001"}}""", Another)]
    [InlineData("""{"person":{"id":"EL/EL/1001\u0000"}}""", Another)]
    [InlineData("""{"person":{"id":""}}""", Invalid)]
    [InlineData("""{"person":{"id":null}}""", Invalid)]
    [InlineData("""{"person":{"id":["EL/EL/1001"]}}""", Invalid)]
    [InlineData("""{"person":{}}""", Invalid)]
    [InlineData("""{"person":{"id":"EL/EL/1002","id":"EL/EL/1001"}}""", Invalid)]
    [InlineData("""{"person":{"id":"EL/EL/1001"}""", Invalid)]
    [InlineData("""{"person":{"id":"EL/EL/1001"}} x""", Invalid)]
    [InlineData("""{"person":{"id":"EL/EL/1001"},/* */}""", Invalid)]
    [InlineData("""{"person":{"id":"EL/EL/1001"},"\ud800":1}""", Invalid)]
    public async Task An_identifier_in_json(string json, EvidenceErrorCode? code)
    {
        registry.Document = context => ScriptedRegistry.JsonAsync(context, json);

        await ShouldAnswerAsync(code);
    }

    [Theory]
    [InlineData("""<person xmlns="urn:p"><id>EL/EL/1001</id></person>""", null)]
    [InlineData("""<?xml version="1.0" encoding="UTF-8"?><x:person xmlns:x="urn:p"><x:id><![CDATA[EL/EL/1001]]></x:id></x:person>""", null)]
    [InlineData("""<person xmlns="urn:p"><id>EL/EL/1<!-- 002 -->001</id></person>""", Invalid)]
    [InlineData("""<person xmlns="urn:p" id="1"><id id="1">EL/EL/1001</id></person>""", null)]
    [InlineData("""<person xmlns="urn:p"><id>EL/EL/1002</id></person>""", Another)]
    [InlineData("""<person xmlns="urn:p"><id> EL/EL/1001 </id></person>""", Another)]
    [InlineData("""<person xmlns="urn:p"><id>EL/EL/1001</id><id>EL/EL/1001</id></person>""", Invalid)]
    [InlineData("""<person xmlns="urn:p"><id>EL/EL/<b>1001</b></id></person>""", Invalid)]
    [InlineData("""<person xmlns="urn:p"><id/></person>""", Invalid)]
    [InlineData("""<person xmlns="urn:q"><id>EL/EL/1001</id></person>""", Invalid)]
    [InlineData("""<person><id>EL/EL/1001</id></person>""", Invalid)]
    [InlineData("""<person xmlns="urn:p"><id>EL/EL/1001</id>""", Invalid)]
    [InlineData("""<!DOCTYPE person><person xmlns="urn:p"><id>EL/EL/1001</id></person>""", Invalid)]
    [InlineData("""<!DOCTYPE person [<!ENTITY i "EL/EL/1001">]><person xmlns="urn:p"><id>&i;</id></person>""", Invalid)]
    [InlineData("""<?xml version="1.0" encoding="no-such"?><person xmlns="urn:p"><id>EL/EL/1001</id></person>""", Invalid)]
    [InlineData("", Invalid)]
    public async Task An_identifier_in_xml(string xml, EvidenceErrorCode? code)
    {
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, 200, "application/xml", xml);

        await ShouldAnswerAsync(code, Declaration.AsXml);
    }

    [Theory]
    [InlineData("Papadopoulou", "Maria", "1985-03-14", null)]
    [InlineData("  PAPADOPOULOU ", "maria", "1985-03-14", null)]
    [InlineData("Παπαδοπούλου", "Μαρία", "1985-03-14", null)]
    [InlineData("ΠΑΠΑΔΟΠΟΎΛΟΥ", "Μαρι\u0301α", "1985-03-14", null)]
    [InlineData("ΠΑΠΑΔΟΠΟΥΛΟΥ", "Μαρία", "1985-03-14", Another)]
    [InlineData("Papadopoulou-Smith", "Maria", "1985-03-14", Another)]
    [InlineData("Papadopoulou", "Μαριαν", "1985-03-14", Another)]
    [InlineData("Papadopoulou", "Maria", "1985-03-15", Another)]
    [InlineData("Papadopoulou", "Maria", "14.3.1985", Another)]
    [InlineData("Papadopoulou", "Maria", "", Invalid)]
    public async Task Names_in_either_script_with_the_date_of_birth(string family, string given, string born, EvidenceErrorCode? code)
    {
        registry.Document = context => ScriptedRegistry.JsonAsync(context, $$$"""{"person":{"family":"{{{family}}}","given":"{{{given}}}","born":"{{{born}}}"}}""");

        await ShouldAnswerAsync(
            code,
            [
                (Evidence + ":Documents:0:Subject", null),
                .. Field(0, "/person/family", "subject.familyName", "subject.originalFamilyName"),
                .. Field(1, "/person/given", "subject.givenName", "subject.originalGivenName"),
                .. Field(2, "/person/born", "subject.dateOfBirth"),
            ]);
    }

    [Theory]
    [InlineData("EL/EL/1001", null)]
    [InlineData("FI/EL/1001", Another)]
    public async Task A_foreign_number_is_not_the_same_number_at_home(string identifier, EvidenceErrorCode? code)
    {
        registry.Document = context => ScriptedRegistry.JsonAsync(context, """{"person":{"id":1001}}""");

        await ShouldAnswerAsync(code, [.. Field(0, "/person/id", "subject.identifier.national")], People.Maria with { Identifier = identifier });
    }

    [Theory]
    [InlineData("EL/EL/1001", null)]
    [InlineData("EL/EL/1002", Another)]
    [InlineData("", Invalid)]
    public async Task Where_documents_cannot_be_read_the_lookup_tells(string identifier, EvidenceErrorCode? code)
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, $$$"""{"records":[{"key":"7","id":"{{{identifier}}}"}]}""");
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-");

        await ShouldAnswerAsync(code, Declaration.AsPdf);
        registry.Received.Count.ShouldBe(code is null ? 2 : 1);
    }

    [Fact]
    public async Task A_document_about_another_person_keeps_back_all_of_them()
    {
        registry.Document = context => context.Request.Path == "/pdf"
            ? ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-")
            : ScriptedRegistry.JsonAsync(context, """{"person":{"id":"EL/EL/1002"}}""");

        await ShouldAnswerAsync(Another, PdfFirst);
        registry.Received.ShouldNotContain(request => request.Target == "/pdf");
    }

    [Fact]
    public async Task Documents_arrive_as_declared_whatever_was_read_first()
    {
        registry.Document = context => context.Request.Path == "/pdf"
            ? ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-")
            : ScriptedRegistry.JsonAsync(context, ScriptedRegistry.PersonJson);

        await ShouldAnswerAsync(null, PdfFirst);
        documents.All.Select(document => document.FileName).ShouldBe(["first.pdf", "second.json"]);
        registry.Received.Select(request => request.Target).ShouldBe(["/lookup?id=EL%2FEL%2F1001", "/json", "/pdf"]);
    }

    [Fact]
    public async Task A_document_that_only_tells_whom_it_is_about_is_not_delivered()
    {
        registry.Document = context => context.Request.Path == "/pdf"
            ? ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-")
            : ScriptedRegistry.JsonAsync(context, ScriptedRegistry.PersonJson);

        await ShouldAnswerAsync(null, [.. PdfFirst, (Evidence + ":Documents:1:Delivered", "false")]);
        documents.All.ShouldHaveSingleItem().FileName.ShouldBe("first.pdf");
    }

    [Fact]
    public async Task A_structured_document_that_nobody_checks_is_still_well_formed()
    {
        registry.Document = context => ScriptedRegistry.JsonAsync(context, context.Request.Path == "/more" ? "{" : ScriptedRegistry.PersonJson);

        await ShouldAnswerAsync(
            Invalid,
            [(Evidence + ":Documents:1:Path", "/more"), (Evidence + ":Documents:1:MediaType", "application/json"), (Evidence + ":Documents:1:FileName", "more.json")],
            delivered: 1);
    }

    [Theory]
    [InlineData("dd.MM.yyyy", "14.03.1985", null)]
    [InlineData("yyyyMMdd", "19850314", null)]
    [InlineData("dd/MM/yyyy", "14/03/1985", null)]
    [InlineData("MM/dd/yyyy", "14/03/1985", Another)]
    [InlineData("dd.MM.yyyy", "14.3.1985", Another)]
    [InlineData("dd.MM.yyyy", "1985-03-14", Another)]
    [InlineData(null, "1985-03-14", null)]
    [InlineData(null, "14.03.1985", Another)]
    public async Task A_date_stands_in_the_form_that_is_declared(string? form, string date, EvidenceErrorCode? code)
    {
        registry.Document = context => ScriptedRegistry.JsonAsync(context, """{"person":{"id":"EL/EL/1001","born":"DATE"}}""".Replace("DATE", date, StringComparison.Ordinal));

        await ShouldAnswerAsync(code, Field(1, "/person/born", "subject.dateOfBirth").Append((Evidence + ":Documents:0:Subject:1:DateFormat", form)));
    }

    [Fact]
    public async Task A_date_is_asked_by_in_the_form_that_is_declared()
    {
        await ShouldAnswerAsync(null, [(Evidence + ":Lookup:Path", "/lookup?born={subject.dateOfBirth:dd/MM/yyyy}&id={subject.identifier}&day={subject.dateOfBirth}")]);

        registry.Received.First().Target.ShouldBe("/lookup?born=14%2F03%2F1985&id=EL%2FEL%2F1001&day=1985-03-14");
    }

    private static (string, string?)[] PdfFirst =>
    [
        (Evidence + ":Documents:0", null),
        (Evidence + ":Documents:0:Path", "/pdf"),
        (Evidence + ":Documents:0:MediaType", "application/pdf"),
        (Evidence + ":Documents:0:FileName", "first.pdf"),
        (Evidence + ":Documents:1:Path", "/json"),
        (Evidence + ":Documents:1:MediaType", "application/json"),
        (Evidence + ":Documents:1:FileName", "second.json"),
        (Evidence + ":Documents:1:Subject:0:At", "/person/id"),
        (Evidence + ":Documents:1:Subject:0:IsOneOf:0", "subject.identifier"),
    ];

    private static IEnumerable<(string, string?)> Field(int index, string at, params string[] attributes) =>
        attributes.Select((name, other) => ($"{Evidence}:Documents:0:Subject:{index}:IsOneOf:{other}", (string?)name))
            .Prepend(($"{Evidence}:Documents:0:Subject:{index}:At", at));

    private async Task ShouldAnswerAsync(
        EvidenceErrorCode? code, IEnumerable<(string Key, string? Value)>? changes = null, Person? person = null, int delivered = 0)
    {
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, changes ?? []));
        var answer = await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(person ?? People.Maria), documents);
        answer.ShouldBe(code is { } failure ? new ProviderAnswer.Failed(new EvidenceError(failure)) : new ProviderAnswer.Provided());
        if (code is not null)
        {
            documents.All.Count.ShouldBe(delivered);
        }
    }
}
