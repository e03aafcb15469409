// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>What becomes of whatever a registry answers.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    private readonly KeptDocuments documents = new();
    private ScriptedRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await ScriptedRegistry.StartAsync();

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Theory]
    [InlineData(204, EvidenceErrorCode.EvidenceNotFound)]
    [InlineData(206, EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(202, EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(304, EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(400, EvidenceErrorCode.RegistryRefused)]
    [InlineData(401, EvidenceErrorCode.RegistryRefused)]
    [InlineData(403, EvidenceErrorCode.RegistryRefused)]
    [InlineData(404, EvidenceErrorCode.EvidenceNotFound)]
    [InlineData(410, EvidenceErrorCode.EvidenceNotFound)]
    [InlineData(429, EvidenceErrorCode.RegistryFailed)]
    [InlineData(500, EvidenceErrorCode.RegistryFailed)]
    [InlineData(503, EvidenceErrorCode.RegistryFailed)]
    public async Task A_lookups_status_has_its_code(int status, EvidenceErrorCode code)
    {
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, status);

        (await AskAsync()).ShouldBe(Failed(code));
    }

    [Theory]
    [InlineData(204, EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(401, EvidenceErrorCode.RegistryRefused)]
    [InlineData(404, EvidenceErrorCode.EvidenceNotFound)]
    [InlineData(500, EvidenceErrorCode.RegistryFailed)]
    public async Task A_documents_status_has_its_code(int status, EvidenceErrorCode code)
    {
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, status);

        (await AskAsync()).ShouldBe(Failed(code));
        documents.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"records":[]}""", EvidenceErrorCode.EvidenceNotFound)]
    [InlineData("""{"records":null}""", EvidenceErrorCode.EvidenceNotFound)]
    [InlineData("""{"records":[{"key":"7"},{"key":"8"}]}""", EvidenceErrorCode.EvidenceNotFound)]
    [InlineData("""{"records":[{"key":"7"},{"key":"7"}]}""", EvidenceErrorCode.EvidenceNotFound)]
    [InlineData("""{"records":[{"key":7}]}""", null)]
    [InlineData("""{"records":{"key":"7"}}""", null)]
    [InlineData("""{"records":["7"]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":"7"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[{"key":""}]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[{"key":null}]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[{"key":{}}]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[{}]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""[]""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[],"records":[{"key":"7"}]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[{"key":"\ud800"}]}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("""{"records":[{"key":"7"}]""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("\uFEFF{\"records\":[{\"key\":\"7\"}]}", null)]
    public async Task Exactly_one_record_is_a_match(string lookup, EvidenceErrorCode? code)
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, lookup);

        (await AskAsync()).ShouldBe(code is null ? new ProviderAnswer.Provided() : Failed(code.Value));
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("Application/JSON; charset=UTF-8", null)]
    [InlineData("application/json; charset=\"utf-8\"", null)]
    [InlineData("application/json; charset=iso-8859-7", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("text/html", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("application/problem+json", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData("nonsense", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(null, EvidenceErrorCode.RegistryAnswerInvalid)]
    public async Task A_document_has_the_media_type_that_was_declared(string? mediaType, EvidenceErrorCode? code)
    {
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, 200, mediaType, ScriptedRegistry.PersonJson);

        (await AskAsync()).ShouldBe(code is null ? new ProviderAnswer.Provided() : Failed(code.Value));
    }

    [Fact]
    public async Task Nothing_is_decompressed()
    {
        registry.Document = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return ScriptedRegistry.JsonAsync(context, ScriptedRegistry.PersonJson);
        };

        (await AskAsync()).ShouldBe(Failed(EvidenceErrorCode.RegistryAnswerInvalid));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lookup_is_no_larger_than_a_megabyte(bool announced)
    {
        registry.Lookup = context => FilledAsync(context, "application/json", Megabyte + 1, announced);

        (await AskAsync()).ShouldBe(Failed(EvidenceErrorCode.RegistryAnswerTooLarge));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_structured_document_is_no_larger_than_four(bool announced)
    {
        registry.Document = context => FilledAsync(context, "application/json", (4 * Megabyte) + 1, announced);

        (await AskAsync()).ShouldBe(Failed(EvidenceErrorCode.RegistryAnswerTooLarge));
    }

    [Theory]
    [InlineData(5000, true, null)]
    [InlineData(5000, false, null)]
    [InlineData(5001, true, EvidenceErrorCode.RegistryAnswerTooLarge)]
    [InlineData(5001, false, EvidenceErrorCode.RegistryAnswerTooLarge)]
    [InlineData(0, true, EvidenceErrorCode.RegistryAnswerInvalid)]
    public async Task A_streamed_document_is_no_larger_than_declared_and_not_empty(int size, bool announced, EvidenceErrorCode? code)
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{"key":"7","id":"EL/EL/1001"}]}""");
        registry.Document = context => FilledAsync(context, "application/pdf", size, announced);

        var answer = await AskAsync([.. Declaration.AsPdf, (Declaration.Provider + ":MaximumDocumentBytes", "5000")]);

        answer.ShouldBe(code is null ? new ProviderAnswer.Provided() : Failed(code.Value));
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/json")]
    public async Task A_document_that_ends_early_is_not_evidence(string mediaType)
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{"key":"7","id":"EL/EL/1001"}]}""");
        registry.Document = async context =>
        {
            await FilledAsync(context, mediaType, 3000, announced: false);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        (await AskAsync(mediaType == "application/pdf" ? Declaration.AsPdf : [])).ShouldBe(Failed(EvidenceErrorCode.RegistryUnreachable));
    }

    [Fact]
    public async Task What_the_sink_does_is_not_blamed_on_the_registry()
    {
        await using var adapter = new RegistryAdapter(Declaration.Of(registry));

        await Should.ThrowAsync<IOException>(async () => await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new FullSink()));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_answered()
    {
        registry.Lookup = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var adapter = new RegistryAdapter(Declaration.Of(registry));
        using var gaveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(
            async () => await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), documents, gaveUp.Token));
    }

    [Fact]
    public async Task An_evidence_about_companies_is_not_there_for_people()
    {
        var answer = await AskAsync(
            [.. Declaration.AsXml, ("Registries:EvidenceTypes:record:Subject", "LegalPerson")]);

        answer.ShouldBe(Failed(EvidenceErrorCode.EvidenceNotFound));
        registry.Received.ShouldBeEmpty();
    }

    private static ProviderAnswer Failed(EvidenceErrorCode code) => new ProviderAnswer.Failed(new EvidenceError(code));

    private static async Task FilledAsync(HttpContext context, string mediaType, int size, bool announced)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = announced ? size : null;
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(new string(' ', size)));
    }

    private async Task<ProviderAnswer> AskAsync(params IEnumerable<(string Key, string? Value)> changes)
    {
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, changes));
        return await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), documents);
    }

    private sealed class FullSink : IDocumentSink
    {
        public Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken) =>
            throw new IOException("The disk is full.");
    }
}
