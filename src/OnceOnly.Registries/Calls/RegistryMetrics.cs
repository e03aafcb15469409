// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using OnceOnly.Evidence.Errors;
using Polly.CircuitBreaker;

namespace OnceOnly.Registries.Calls;

/// <summary>Calls by provider and outcome, how long they took, and the state of each breaker. Meter and source <c>OnceOnly.Registries</c>.</summary>
internal sealed class RegistryMetrics
{
    private const string Name = "OnceOnly.Registries";

    private readonly ConcurrentDictionary<string, CircuitBreakerStateProvider> breakers = new(StringComparer.Ordinal);
    private readonly Counter<long> calls;
    private readonly Histogram<double> durations;

    public RegistryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        calls = meter.CreateCounter<long>("onceonly.registry.calls", "{call}", "Calls to registries, repetitions not counted.");
        durations = meter.CreateHistogram<double>("onceonly.registry.call.duration", "s", "Time until a registry had answered, repetitions included.");
        meter.CreateObservableGauge(
            "onceonly.registry.breaker.state", States, description: "0 closed, 1 half open, 2 open: the registry is left alone.");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Observe(string provider, CircuitBreakerStateProvider breaker) => breakers[provider] = breaker;

    public void Called(string provider, CallStep step, RegistryReply reply, TimeSpan duration)
    {
        var tags = new TagList
        {
            { "provider", provider },
            { "step", step == CallStep.Lookup ? "lookup" : "document" },
            { "outcome", Outcome(reply) },
        };
        calls.Add(1, tags);
        durations.Record(duration.TotalSeconds, tags);
    }

    private static string Outcome(RegistryReply reply) => reply switch
    {
        RegistryReply.Failed failed => new EvidenceError(failed.Code).WireCode,
        RegistryReply.Absent => "absent",
        RegistryReply.Deferred => "deferred",
        _ => "answered",
    };

    private IEnumerable<Measurement<int>> States() =>
        breakers.Select(breaker => new Measurement<int>(
            breaker.Value.CircuitState switch
            {
                CircuitState.Closed => 0,
                CircuitState.HalfOpen => 1,
                _ => 2,
            },
            new KeyValuePair<string, object?>("provider", breaker.Key)));
}
