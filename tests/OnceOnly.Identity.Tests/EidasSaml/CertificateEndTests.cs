// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.EidMethods.EidasSaml;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>An operator hears of the end of our own certificates while there is time to roll them over.</summary>
public sealed class CertificateEndTests
{
    [Fact]
    public async Task the_start_warns_of_each_certificate_that_ends_within_30_days()
    {
        await using var host = new SamlHost { Keys = new Keys(signing: 29, next: 31, metadata: 12, encryption: 20) };
        await host.StartAsync();

        await host.Log.WaitForAsync("Our SAML certificate for metadata ends at");
        host.Log.Text.ShouldContain("Our SAML certificate for signing ends at");
        host.Log.Text.ShouldContain("Our SAML certificate for encryption ends at");
        host.Log.Text.ShouldContain("in 12 days");
        host.Log.Text.ShouldNotContain("next signing");
    }

    [Fact]
    public async Task it_is_said_again_each_day_and_louder_when_one_has_ended()
    {
        await using var host = new SamlHost { Keys = new Keys(signing: 31, next: 31, metadata: 60, encryption: 60) };
        await host.StartAsync();
        await host.Log.WaitForAsync("Application started");
        host.Log.Text.ShouldNotContain("Our SAML certificate");

        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.Log.WaitForAsync("for next signing ends at");
        host.Log.Text.ShouldContain("for signing ends at");

        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.Log.WaitForAsync("Our SAML certificate for next signing ended at");
        host.Log.Text.ShouldContain("Our SAML certificate for signing ended at");
    }

    [Fact]
    public async Task what_is_left_of_each_is_measured_by_its_use()
    {
        await using var host = new SamlHost { Keys = new Keys(signing: 40, next: 50, metadata: 60, encryption: 70) };
        await host.StartAsync();

        Days(Measure(host)).ShouldBe(["encryption 70", "metadata 60", "next signing 50", "signing 40"]);

        host.Clock.Advance(TimeSpan.FromDays(45));
        Days(Measure(host)).ShouldBe(["encryption 25", "metadata 15", "next signing 5", "signing -5"]);
    }

    [Fact]
    public async Task one_key_for_all_is_measured_as_what_signs_and_what_is_encrypted_to()
    {
        await using var host = await SamlHost.WithNodeAsync();

        Measure(host).Keys.Order().ShouldBe(["encryption", "signing"]);
    }

    // Whole days: the certificates' ends are of the real time, which went on a little.
    private static IEnumerable<string> Days(ConcurrentDictionary<string, double> seconds) =>
        seconds.Select(one => $"{one.Key} {Math.Floor(one.Value / 86_400)}").Order();

    // Only this host's meter: other tests run beside this one.
    private static ConcurrentDictionary<string, double> Measure(SamlHost host)
    {
        var values = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "onceonly.eidas.certificate.remaining" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => values[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }

    // Days until each ends.
    private sealed class Keys(int signing, int next, int metadata, int encryption) : ISamlKeys
    {
        public X509Certificate2 Signing { get; } = SamlHost.Rsa("signing", signing);

        public X509Certificate2? NextSigning { get; } = SamlHost.Rsa("next", next);

        public X509Certificate2 Metadata { get; } = SamlHost.Rsa("metadata", metadata);

        public IReadOnlyList<X509Certificate2> Decryption { get; } = [SamlHost.Rsa("encryption", encryption)];
    }
}
