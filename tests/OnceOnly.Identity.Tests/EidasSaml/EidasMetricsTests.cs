// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>What an operator sets alarms on.</summary>
public sealed class EidasMetricsTests : IDisposable
{
    private const string Age = "onceonly.eidas.metadata.age";
    private const string Remaining = "onceonly.eidas.metadata.remaining";
    private const string Refused = "onceonly.eidas.answers.refused";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    [Fact]
    public async Task age_and_remaining_time_of_metadata_are_measured()
    {
        await using var host = new SamlHost();
        await host.StartAsync();
        (await host.DepartAsync()).ShouldBeNull();
        Listen(host);
        Measured(Age).ShouldBeNull("they were never learned");
        Measured(Remaining).ShouldBe(0);

        host.Publish(TimeSpan.FromHours(10));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await host.DepartAsync()).ShouldNotBeNull();
        SpinWait.SpinUntil(() => Measured(Age) is not null, TimeSpan.FromMinutes(1)).ShouldBeTrue();
        Measured(Age).ShouldBe(0);
        Measured(Remaining).ShouldBe(TimeSpan.FromHours(10).TotalSeconds - 120);

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Measured(Age).ShouldBe(TimeSpan.FromMinutes(20).TotalSeconds);
        Measured(Remaining).ShouldBe(TimeSpan.FromHours(10).TotalSeconds - 120 - 1200);

        File.Delete(host.NodeMetadataFile);
        host.Clock.Advance(TimeSpan.FromHours(10));
        Measured(Age).ShouldBe(TimeSpan.FromMinutes(20 + 600).TotalSeconds);
        Measured(Remaining).ShouldBe(0, "they have ended");
    }

    [Fact]
    public async Task refused_answers_are_counted_by_connector_and_rule()
    {
        await using var host = await SamlHost.WithNodeAsync();
        Listen(host);

        await AnswerAsync(host, "ES/EL/1");
        Measured(Refused, "identifier-destination").ShouldBeNull();
        await AnswerAsync(host, "ES/FR/1");
        Measured(Refused, "identifier-destination").ShouldBe(1);
        await AnswerAsync(host, "ES/FR/1");
        Measured(Refused, "identifier-destination").ShouldBe(2);
    }

    public void Dispose() => _listener.Dispose();

    private static async Task AnswerAsync(SamlHost host, string identifier) =>
        await host.AnswerAsync((await host.DepartAsync()).ShouldNotBeNull(), Personas.Person(identifier).LoggedIn());

    // Only this host's meter: other tests run beside this one.
    private void Listen(SamlHost host)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "OnceOnly.Identity.Eidas" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _values[Name(instrument.Name, tags)] = value);
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _values.AddOrUpdate(Name(instrument.Name, tags), value, (_, sum) => sum + value));
        _listener.Start();
    }

    private double? Measured(string name, string rule = "")
    {
        _values.TryRemove($"{Age} ES ", out _);
        _values.TryRemove($"{Remaining} ES ", out _);
        _listener.RecordObservableInstruments();
        return _values.TryGetValue($"{name} ES {rule}", out var value) ? value : null;
    }

    private static string Name(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var byKey = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        return $"{instrument} {byKey.GetValueOrDefault("connector")} {byKey.GetValueOrDefault("rule")}";
    }
}
