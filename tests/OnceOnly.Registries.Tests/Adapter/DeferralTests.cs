// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Registries that have the evidence later.</summary>
public sealed class DeferralTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private ScriptedRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await ScriptedRegistry.StartAsync();

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Theory]
    [InlineData(202, "120", "2026-11-21T12:02:00Z")]
    [InlineData(503, "120", "2026-11-21T12:02:00Z")]
    [InlineData(202, "Sat, 21 Nov 2026 15:00:00 GMT", "2026-11-21T15:00:00Z")]
    [InlineData(202, "0", "2026-11-21T12:00:01Z")]
    [InlineData(202, "Fri, 20 Nov 2026 15:00:00 GMT", "2026-11-21T12:00:01Z")]
    public async Task A_header_says_when(int status, string retryAfter, string until)
    {
        registry.Lookup = context => LaterAsync(context, status, retryAfter);

        (await AskAsync()).ShouldBe(new ProviderAnswer.Deferred(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("\"2026-11-21T13:30:00Z\"", "2026-11-21T13:30:00Z")]
    [InlineData("\"2026-11-21T15:30:00.25+02:00\"", "2026-11-21T13:30:00.25Z")]
    public async Task The_body_says_when(string at, string until)
    {
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, 202, "application/json", $$"""{"at":{{at}}}""");

        (await AskAsync()).ShouldBe(new ProviderAnswer.Deferred(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_document_may_come_later_too()
    {
        registry.Document = context => LaterAsync(context, 202, "60");

        (await AskAsync()).ShouldBe(new ProviderAnswer.Deferred(Now.AddMinutes(1)));
    }

    [Theory]
    [InlineData(202, "soon", "{}", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(202, null, """{"at":"tomorrow"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(202, null, """{"at":"2027-11-21T12:00:00Z"}""", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(202, null, "{", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(202, "99999999999999999999", "{}", EvidenceErrorCode.RegistryAnswerInvalid)]
    [InlineData(503, null, "{}", EvidenceErrorCode.RegistryFailed)]
    public async Task Later_without_a_time_to_believe_is_a_failure(int status, string? retryAfter, string body, EvidenceErrorCode code)
    {
        registry.Lookup = context =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return ScriptedRegistry.AnswerAsync(context, status, "application/json", body);
        };

        (await AskAsync()).ShouldBeOfType<ProviderAnswer.Failed>().Error.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_registry_not_declared_to_defer_fails_and_says_when_to_come_back()
    {
        registry.Lookup = context => LaterAsync(context, 503, "120");
        await using var adapter = new RegistryAdapter(Declaration.Of(registry), new ManualTime());

        var answer = await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new KeptDocuments());

        var error = answer.ShouldBeOfType<ProviderAnswer.Failed>().Error;
        error.Code.ShouldBe(EvidenceErrorCode.RegistryFailed);
        error.RetryAfter.ShouldBe(Now.AddMinutes(2));
    }

    private static Task LaterAsync(HttpContext context, int status, string retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter;
        return ScriptedRegistry.AnswerAsync(context, status);
    }

    private async Task<ProviderAnswer> AskAsync()
    {
        await using var adapter = new RegistryAdapter(
            Declaration.Of(
                registry,
                (Declaration.Evidence + ":Deferral:Statuses:0", "202"),
                (Declaration.Evidence + ":Deferral:Statuses:1", "503"),
                (Declaration.Evidence + ":Deferral:Until", "/at")),
            new ManualTime());
        return await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new KeptDocuments());
    }
}
