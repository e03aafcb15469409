// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Pilot.EServices.EvidenceApi;

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>What the gateway has promised to the e-services, by exchange.</summary>
internal sealed class Witness
{
    private readonly ConcurrentDictionary<string, bool> _delivered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<EvidenceExchange> _ended = [];

    /// <summary>Exchanges whose documents arrived whole, with a good status at the end.</summary>
    public ICollection<string> DeliveredExchanges => _delivered.Keys;

    /// <summary>Exchanges whose acknowledgement was answered.</summary>
    public ICollection<string> AcknowledgedExchanges => _acknowledged.Keys;

    /// <summary>Exchanges that the gateway says have come to nothing.</summary>
    public IReadOnlyCollection<EvidenceExchange> EndedExchanges => _ended;

    public void Delivered(string exchange) => _delivered[exchange] = true;

    public void Acknowledged(string exchange) => _acknowledged[exchange] = true;

    public void Ended(EvidenceExchange exchange) => _ended.Add(exchange);
}
