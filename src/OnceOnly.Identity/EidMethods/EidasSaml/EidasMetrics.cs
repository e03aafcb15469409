// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>What an operator sets alarms on: how old the connectors' metadata are and when they and our own certificates end, and refused answers by rule.</summary>
internal sealed class EidasMetrics
{
    public const string MeterName = "OnceOnly.Identity.Eidas";

    private readonly Counter<long> _refused;

    public EidasMetrics(IMeterFactory meters, ConnectorDirectory connectors, ISamlKeys keys, TimeProvider time)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("onceonly.eidas.answers.refused", description: "Answers refused, by connector and broken rule");
        meter.CreateObservableGauge(
            "onceonly.eidas.metadata.age",
            () => Each(connectors, connector => time.GetUtcNow() - connector.LearnedAt),
            "s",
            "Since a connector's metadata were last learned");
        meter.CreateObservableGauge(
            "onceonly.eidas.metadata.remaining",
            () => Each(connectors, connector => connector.MetadataAt(time.GetUtcNow())?.ValidUntil - time.GetUtcNow() ?? TimeSpan.Zero),
            "s",
            "Until a connector's metadata expire and nobody can log in there; 0 when there are none");
        meter.CreateObservableGauge(
            "onceonly.eidas.certificate.remaining",
            () => OwnCertificate.Of(keys).Select(certificate => new Measurement<double>(
                (certificate.End - time.GetUtcNow()).TotalSeconds, KeyValuePair.Create("use", (object?)certificate.Use))),
            "s",
            "Until a certificate of ours ends and nodes refuse it; negative when it has ended");
    }

    public void Refused(string connector, string rule) =>
        _refused.Add(1, KeyValuePair.Create("connector", (object?)connector), KeyValuePair.Create("rule", (object?)rule));

    private static IEnumerable<Measurement<double>> Each(ConnectorDirectory connectors, Func<Connector, TimeSpan?> measure) =>
        from connector in connectors.All
        let value = measure(connector)
        where value is not null
        select new Measurement<double>(value.Value.TotalSeconds, KeyValuePair.Create("connector", (object?)connector.Id));
}
