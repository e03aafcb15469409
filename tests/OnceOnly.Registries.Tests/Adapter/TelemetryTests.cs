// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OnceOnly.Registries.Tests.Adapter;

/// <summary>What an operator sees of a registry.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Calls_are_counted_and_timed_by_provider_step_and_outcome()
    {
        await using var registry = await ScriptedRegistry.StartAsync();
        await using var adapter = new RegistryAdapter(Declaration.Of(registry));
        var meters = adapter.Services.GetRequiredService<IMeterFactory>();
        var calls = new List<string>();
        var durations = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Meter.Name == "OnceOnly.Registries" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    it.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => calls.Add(count + " " + string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => durations++);
        listener.Start();

        await AskAsync(adapter);
        registry.Document = context => ScriptedRegistry.AnswerAsync(context, 403);
        await AskAsync(adapter);
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, 404);
        await AskAsync(adapter);

        calls.ShouldBe(
        [
            "1 registry lookup answered", "1 registry document answered",
            "1 registry lookup answered", "1 registry document registry_refused",
            "1 registry lookup absent",
        ]);
        durations.ShouldBe(5);
    }

    [Fact]
    public async Task The_log_says_why_nothing_was_found_and_not_about_whom()
    {
        await using var registry = await ScriptedRegistry.StartAsync();
        await using var adapter = new RegistryAdapter(Declaration.Of(registry));
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[]}""");
        await AskAsync(adapter);
        registry.Lookup = context => ScriptedRegistry.JsonAsync(context, """{"records":[{},{}]}""");
        await AskAsync(adapter);
        registry.Lookup = context => ScriptedRegistry.AnswerAsync(context, 500, "text/plain", "canary in the answer");
        await AskAsync(adapter);

        var log = string.Join('\n', adapter.Log.Lines);
        log.ShouldContain("record for exchange exchange-1 not found: no record");
        log.ShouldContain("record for exchange exchange-1 not found: several records");
        log.ShouldContain("Lookup for exchange exchange-1 failed as RegistryFailed: status 500");
        log.ShouldNotContain("canary");
        log.ShouldNotContain("1001");
        log.ShouldNotContain("/lookup");
    }

    private static Task AskAsync(RegistryAdapter adapter) =>
        adapter.AskAsync(Declaration.EvidenceType, People.LoggedIn(People.Maria), new KeptDocuments());
}
