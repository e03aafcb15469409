// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Text.Json;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>What goes out to a registry.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private ScriptedRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await ScriptedRegistry.StartAsync();

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Theory]
    [InlineData("EL/EL/1001", "/lookup?id=EL%2FEL%2F1001")]
    [InlineData("EL/EL/a&x=y#z?%", "/lookup?id=EL%2FEL%2Fa%26x%3Dy%23z%3F%25")]
    [InlineData("EL/EL/Å'\r\n \\", "/lookup?id=EL%2FEL%2F%C3%85%27%0D%0A%20%5C")]
    public async Task A_person_cannot_change_what_is_asked(string identifier, string target)
    {
        await AskAsync(People.Maria with { Identifier = identifier });

        registry.Received.First().Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task A_person_cannot_climb_out_of_the_path(string givenName)
    {
        var answer = await AskAsync(
            People.Maria with { GivenName = givenName }, (Declaration.Evidence + ":Lookup:Path", "/lookup/{subject.givenName}/{subject.identifier}"));

        answer.ShouldBe(NotFound);
        registry.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_without_what_is_asked_by_is_not_found_and_not_asked_for()
    {
        var answer = await AskAsync(
            People.Maria with { OriginalFamilyName = null }, (Declaration.Evidence + ":Lookup:Path", "/lookup?name={subject.originalFamilyName}"));

        answer.ShouldBe(NotFound);
        registry.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("EL/EL/1001", "/lookup/1001")]
    [InlineData("EL/EL/10/01", "/lookup/10%2F01")]
    [InlineData("FI/EL/1001", null)]
    [InlineData("EL/EL/", null)]
    [InlineData("1001", null)]
    public async Task A_national_identifier_is_one_only_at_home(string identifier, string? target)
    {
        await AskAsync(People.Maria with { Identifier = identifier }, (Declaration.Evidence + ":Lookup:Path", "/lookup/{subject.identifier.national}"));

        registry.Received.FirstOrDefault()?.Target.ShouldBe(target);
        registry.Received.Count.ShouldBe(target is null ? 0 : 2);
    }

    [Fact]
    public async Task A_body_stays_the_json_that_was_declared()
    {
        await AskAsync(
            People.Maria with { FamilyName = "\"},\\O'Brien\n" },
            (Declaration.Evidence + ":Lookup:Method", "POST"),
            (Declaration.Evidence + ":Lookup:Path", "/lookup"),
            (Declaration.Evidence + ":Lookup:Body", """{"q":{"n":"x {subject.familyName}","p":"{procedure}","r":"{requester}"}}"""));

        var asked = registry.Received.First();
        asked.Method.ShouldBe("POST");
        asked.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        var sent = JsonDocument.Parse(asked.Body).RootElement.GetProperty("q");
        sent.GetProperty("n").GetString().ShouldBe("x \"},\\O'Brien\n");
        sent.GetProperty("p").GetString().ShouldBe("T3");
        sent.GetProperty("r").GetString().ShouldBe("municipality-a");
    }

    [Fact]
    public async Task A_base_address_may_have_a_path()
    {
        await AskAsync(People.Maria, (Declaration.Provider + ":BaseAddress", registry.Address.AbsoluteUri + "lookup/v1/"));

        registry.Received.Select(request => request.Target).ShouldBe(["/lookup/v1/lookup?id=EL%2FEL%2F1001", "/lookup/v1/records/7"]);
    }

    [Fact]
    public async Task The_exchange_and_the_trace_travel_and_nothing_is_compressed()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OnceOnly.Registries",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        await AskAsync(People.Maria);

        registry.Received.Count.ShouldBe(2);
        foreach (var request in registry.Received)
        {
            request.Headers["X-Correlation-ID"].ShouldBe("exchange-1");
            request.Headers["traceparent"].ShouldStartWith("00-" + caller.TraceId.ToHexString());
            request.Headers["traceparent"].ShouldNotContain(caller.SpanId.ToHexString());
            request.Headers["Accept"].ShouldBe("application/json");
            request.Headers["Accept-Encoding"].ShouldBe("identity");
        }
    }

    [Fact]
    public async Task Spans_do_not_hold_whom_we_ask_about()
    {
        var spans = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "OnceOnly.Registries" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Add(span.Source.Name + " " + span.DisplayName + " " + string.Join(' ', span.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, 404);

        await AskAsync(People.Maria with { Identifier = "EL/EL/canary" });

        // Tests run side by side; the canary is this one's.
        spans.ToList().ShouldContain(span => span.StartsWith("OnceOnly.Registries", StringComparison.Ordinal));
        spans.ToList().ShouldAllBe(span => !span.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_api_key_goes_with_every_call()
    {
        await AskAsync(People.Maria, Credentials("ApiKey", ("Header", "X-Key"), ("Secret", "s3cret")));

        registry.Received.Select(request => request.Headers["X-Key"]).ShouldBe(["s3cret", "s3cret"]);
    }

    [Fact]
    public async Task A_secret_may_stand_in_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "s3cret\n");
            await AskAsync(People.Maria, Credentials("Basic", ("User", "gateway"), ("SecretFile", file)));
        }
        finally
        {
            File.Delete(file);
        }

        registry.Received.Select(request => request.Headers["Authorization"])
            .ShouldBe(Enumerable.Repeat("Basic " + Convert.ToBase64String("gateway:s3cret"u8), 2));
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_cookies_not_kept()
    {
        registry.Document = context =>
        {
            context.Response.Headers.SetCookie = "a=b";
            context.Response.Headers.Location = "/elsewhere";
            return ScriptedRegistry.AnswerAsync(context, 302);
        };

        var answer = await AskAsync(People.Maria, Credentials("ApiKey", ("Header", "X-Key"), ("Secret", "s3cret")));

        answer.ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid)));
        registry.Received.Select(request => request.Target).ShouldBe(["/lookup?id=EL%2FEL%2F1001", "/records/7"]);
    }

    [Fact]
    public async Task A_record_key_cannot_lead_elsewhere()
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{"key":".."}]}""");

        var answer = await AskAsync(People.Maria);

        answer.ShouldBe(new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid)));
        registry.Received.Count.ShouldBe(1);
    }

    private static ProviderAnswer NotFound => new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound));

    private static (string, string?)[] Credentials(string kind, params (string Key, string Value)[] values) =>
        [(Declaration.Provider + ":Credentials:Kind", kind), .. values.Select(pair => (Declaration.Provider + ":Credentials:" + pair.Key, (string?)pair.Value))];

    private async Task<ProviderAnswer> AskAsync(Person person, params (string Key, string? Value)[] changes)
    {
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, changes));
        return await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(person), new KeptDocuments());
    }
}
