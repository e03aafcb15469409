// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>Timeouts, repetition and breaker.</summary>
public sealed class ResilienceTests : IAsyncLifetime
{
    private const string Provider = Declaration.Provider;

    private readonly ManualTime time = new();
    private readonly KeptDocuments documents = new();
    private ScriptedRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await ScriptedRegistry.StartAsync();

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Fact]
    public async Task A_silent_registry_is_given_up_after_one_try()
    {
        var asked = Silent();
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, (Provider + ":Timeouts:Try", "00:00:05")), time);

        var asking = AskAsync(adapter);
        await asked;
        time.Advance(TimeSpan.FromSeconds(4.9));
        asking.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.2));

        CodeOf(await asking).ShouldBe(EvidenceErrorCode.RegistryUnreachable);
    }

    [Fact]
    public async Task All_tries_together_end_with_the_total_time()
    {
        var asked = Silent();
        await using var adapter = new RegistryAdapter(
            Declaration.Of(registry, (Provider + ":Timeouts:Try", "00:00:30"), (Provider + ":Timeouts:Total", "00:00:30"), (Provider + ":Retry:Attempts", "5")), time);

        var asking = AskAsync(adapter);
        await asked;
        time.Advance(TimeSpan.FromSeconds(31));

        CodeOf(await asking).ShouldBe(EvidenceErrorCode.RegistryUnreachable);
        registry.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_document_that_falls_silent_is_given_up()
    {
        var begun = new TaskCompletionSource();
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{"key":"7","id":"EL/EL/1001"}]}""");
        registry.Document = async context =>
        {
            await ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, [.. Declaration.AsPdf, (Provider + ":Timeouts:Try", "00:00:05")]), time);

        var asking = adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new SignallingSink(begun));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(6));

        CodeOf(await asking).ShouldBe(EvidenceErrorCode.RegistryUnreachable);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task A_call_that_fails_is_repeated_twice_and_no_more(int failures, bool provided)
    {
        FailFirst(failures, context => ScriptedRegistry.AnswerAsync(context, 500));
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, Repeating));

        var answer = await AskAsync(adapter);

        (answer is ProviderAnswer.Provided).ShouldBe(provided);
        registry.Received.Count(request => request.Target.StartsWith("/lookup", StringComparison.Ordinal)).ShouldBe(Math.Min(failures + 1, 3));
    }

    [Fact]
    public async Task A_broken_connection_and_a_busy_registry_are_tried_again_by_post_as_well()
    {
        var faults = new ConcurrentQueue<RequestDelegate>(
            [context => { context.Abort(); return Task.CompletedTask; }, context => ScriptedRegistry.AnswerAsync(context, 429)]);
        var answers = registry.Lookup;
        registry.Lookup = context => faults.TryDequeue(out var fault) ? fault(context) : answers(context);
        await using var adapter = new RegistryAdapter(Declaration.Of(
            registry,
            [
                .. Repeating,
                (Declaration.Evidence + ":Lookup:Method", "POST"),
                (Declaration.Evidence + ":Lookup:Path", "/lookup"),
                (Declaration.Evidence + ":Lookup:Body", """{"id":"{subject.identifier}"}"""),
            ]));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Provided>();
        registry.Received.Select(request => request.Body).Take(3).ShouldAllBe(body => body == """{"id":"EL/EL/1001"}""");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task What_would_not_go_better_is_not_repeated(int status)
    {
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, status);
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, Repeating));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>();
        registry.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registry_that_wants_a_long_rest_is_not_tried_again()
    {
        registry.Lookup = context =>
        {
            context.Response.Headers.RetryAfter = "3";
            return ScriptedRegistry.AnswerAsync(context, 503);
        };
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, Repeating));

        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>().Error.RetryAfter.ShouldNotBeNull();
        registry.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registry_that_wants_a_short_rest_gets_it()
    {
        FailFirst(1, context =>
        {
            context.Response.Headers.RetryAfter = "2";
            return ScriptedRegistry.AnswerAsync(context, 503);
        });
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, [.. Repeating]), time);

        var asking = AskAsync(adapter);
        await SpinAsync(() => adapter.Log.Lines.Any(line => line.Contains("repetition 1", StringComparison.Ordinal)));
        time.Advance(TimeSpan.FromSeconds(1.9));
        registry.Received.Count.ShouldBe(1);
        await SpinAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.2));
            return registry.Received.Count > 1;
        });

        (await asking).ShouldBeOfType<ProviderAnswer.Provided>();
    }

    [Fact]
    public async Task A_registry_that_keeps_failing_is_left_alone_and_then_tried_again()
    {
        using var gauge = new Gauge();
        FailFirst(4, context => ScriptedRegistry.AnswerAsync(context, 500));
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, (Provider + ":Breaker:MinimumTries", "4")), time);
        gauge.Of(adapter).ShouldBe(0);

        for (var asked = 0; asked < 4; asked++)
        {
            CodeOf(await AskAsync(adapter)).ShouldBe(EvidenceErrorCode.RegistryFailed);
        }

        var error = (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>().Error;
        error.Code.ShouldBe(EvidenceErrorCode.RegistryUnreachable);
        error.RetryAfter.ShouldBe(time.GetUtcNow().AddSeconds(15));
        registry.Received.Count.ShouldBe(4);
        gauge.Of(adapter).ShouldBe(2);
        adapter.Log.Lines.ShouldContain(line => line.Contains("registry keeps failing and is left alone", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromSeconds(15));
        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Provided>();
        gauge.Of(adapter).ShouldBe(0);
        adapter.Log.Lines.ShouldContain(line => line.Contains("registry answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_finding_somebody_is_no_failure_of_the_registry()
    {
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, (Provider + ":Breaker:MinimumTries", "2")));
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, 404);

        for (var asked = 0; asked < 5; asked++)
        {
            CodeOf(await AskAsync(adapter)).ShouldBe(EvidenceErrorCode.EvidenceNotFound);
        }

        registry.Received.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_registry_whose_documents_break_off_is_left_alone()
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{"key":"7","id":"EL/EL/1001"}]}""");
        var begun = new TaskCompletionSource();
        registry.Document = async context =>
        {
            await ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-");
            await context.Response.Body.FlushAsync();
            await begun.Task;
            context.Abort();
        };
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, [.. Declaration.AsPdf, .. Repeating, (Provider + ":Breaker:MinimumTries", "6")]));

        // Each question is one lookup that goes well and one document that does not. Half of it was passed on, so it is not repeated.
        for (var asked = 0; asked < 3; asked++)
        {
            begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            CodeOf(await adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new SignallingSink(begun))).ShouldBe(EvidenceErrorCode.RegistryUnreachable);
        }

        registry.Received.Count.ShouldBe(6);
        (await AskAsync(adapter)).ShouldBeOfType<ProviderAnswer.Failed>().Error.RetryAfter.ShouldNotBeNull();
        registry.Received.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Whoever_takes_no_more_of_a_document_is_no_failure_of_the_registry()
    {
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{"key":"7","id":"EL/EL/1001"}]}""");
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, 200, "application/pdf", "%PDF-");
        await using var adapter = new RegistryAdapter(Declaration.Of(registry, [.. Declaration.AsPdf, .. Repeating, (Provider + ":Breaker:MinimumTries", "2")]));

        for (var asked = 1; asked <= 3; asked++)
        {
            await Should.ThrowAsync<IOException>(adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new FullSink()));
            registry.Received.Count.ShouldBe(2 * asked);
        }
    }

    private static (string, string?)[] Repeating =>
        [(Provider + ":Retry:Attempts", "2"), (Provider + ":Retry:Delay", "00:00:00.001"), (Provider + ":Retry:MaximumDelay", "00:00:02")];

    private static EvidenceErrorCode CodeOf(ProviderAnswer answer) => answer.ShouldBeOfType<ProviderAnswer.Failed>().Error.Code;

    private static async Task SpinAsync(Func<bool> holds)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(5, late.Token);
        }
    }

    private Task<ProviderAnswer> AskAsync(RegistryAdapter adapter) =>
        adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), documents);

    private Task Silent()
    {
        var asked = new TaskCompletionSource();
        registry.Lookup = context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        return asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void FailFirst(int failures, RequestDelegate fail)
    {
        var answers = registry.Lookup;
        var left = failures;
        registry.Lookup = context => Interlocked.Decrement(ref left) >= 0 ? fail(context) : answers(context);
    }

    private sealed class SignallingSink(TaskCompletionSource begun) : IDocumentSink
    {
        public async Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken)
        {
            var buffer = new byte[5];
            await content.ReadExactlyAsync(buffer, cancellationToken);
            var rest = content.ReadAsync(buffer, cancellationToken);
            begun.SetResult();
            await rest;
        }
    }

    private sealed class FullSink : IDocumentSink
    {
        public Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken) => throw new IOException("full");
    }

    private sealed class Gauge : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly Dictionary<object, int> states = [];

        public Gauge()
        {
            listener.InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Name == "onceonly.registry.breaker.state")
                {
                    it.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<int>((instrument, state, _, _) => states[instrument.Meter.Scope!] = state);
            listener.Start();
        }

        public int Of(RegistryAdapter adapter)
        {
            // Asking for the port makes the meter.
            adapter.Provider.ShouldNotBeNull();
            listener.RecordObservableInstruments();
            return states[adapter.Services.GetRequiredService<IMeterFactory>()];
        }

        public void Dispose() => listener.Dispose();
    }
}
