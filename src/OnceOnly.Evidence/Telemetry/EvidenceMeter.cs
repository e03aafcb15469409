// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Evidence.Telemetry;

/// <summary>The counters the project publishes. Their tags never hold personal data.</summary>
public sealed class EvidenceMeter : IDisposable
{
    public const string Name = "OnceOnly.Evidence";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _supplied;
    private readonly Counter<long> _asked;
    private readonly Counter<long> _served;
    private readonly Counter<long> _ended;

    public EvidenceMeter()
    {
        _supplied = _meter.CreateCounter<long>(
            "onceonly.citizen.supplied", "{evidence}", "Evidence the citizen has to supply, because the exchange ended without it.");
        _asked = _meter.CreateCounter<long>("onceonly.registry.asked", "{call}", "Times a provider was asked, repetitions included.");
        _served = _meter.CreateCounter<long>("onceonly.copy.served", "{evidence}", "Evidence served from a stored copy.");
        _ended = _meter.CreateCounter<long>("onceonly.exchange.ended", "{exchange}", "Exchanges that reached an end, by outcome.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Asked(Exchange exchange) => _asked.Add(1, Type(exchange), Provider(exchange));

    /// <summary>For another Member State.</summary>
    internal void Asked(EvidenceOffer offer) => _asked.Add(1, new("evidence_type", offer.EvidenceType), new("provider", offer.Provider));

    internal void Served(Exchange exchange) => _served.Add(1, Type(exchange), Provider(exchange));

    /// <summary>The evidence of this exchange is settled.</summary>
    internal void Ended(Exchange exchange)
    {
        var outcome = exchange.State == ExchangeState.Failed ? exchange.Error!.WireCode : Lower(exchange.State);
        _ended.Add(1, Type(exchange), Provider(exchange), new("outcome", outcome));
        if (exchange.DeliveredAt is null)
        {
            _supplied.Add(1, Type(exchange), Provider(exchange));
        }
    }

    private static string Lower(ExchangeState state) => state switch
    {
        ExchangeState.Acknowledged => "acknowledged",
        ExchangeState.Declined => "declined",
        _ => "expired",
    };

    private static KeyValuePair<string, object?> Type(Exchange exchange) => new("evidence_type", exchange.EvidenceType);

    private static KeyValuePair<string, object?> Provider(Exchange exchange) => new("provider", exchange.Provider);
}
