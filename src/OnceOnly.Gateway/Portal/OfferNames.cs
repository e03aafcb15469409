// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Identity.Clients;

namespace OnceOnly.Gateway.Portal;

/// <summary>
/// Names of evidence types and providers for what happened in the past. What no catalogue knows any more is shown by
/// its identifier.
/// </summary>
internal sealed class OfferNames(IEvidenceCatalogue catalogue, IClientDirectory clients)
{
    private readonly Dictionary<string, LocalizedTexts> _evidence = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalizedTexts> _providers = new(StringComparer.Ordinal);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var procedure in clients.All.SelectMany(client => client.Procedures).Distinct(StringComparer.Ordinal))
        {
            foreach (var offer in await catalogue.FindAsync(new EvidenceQuery(procedure), cancellationToken))
            {
                Remember(offer);
            }
        }
    }

    /// <summary>Also what only somebody who names it finds: evidence of other Member States.</summary>
    public async Task LoadAsync(IEnumerable<EvidenceQuery> mentioned, CancellationToken cancellationToken)
    {
        foreach (var query in mentioned.Distinct().Where(query => query is { EvidenceType: not null, Provider: { } provider } && !_providers.ContainsKey(provider)).ToList())
        {
            foreach (var offer in await catalogue.FindAsync(query, cancellationToken))
            {
                Remember(offer);
            }
        }
    }

    public string OfEvidence(string? evidenceType) => NameIn(_evidence, evidenceType);

    public string OfProvider(string? provider) => NameIn(_providers, provider);

    private void Remember(EvidenceOffer offer)
    {
        _evidence.TryAdd(offer.EvidenceType, offer.Titles);
        _providers.TryAdd(offer.Provider, offer.ProviderNames);
    }

    private static string NameIn(Dictionary<string, LocalizedTexts> names, string? id) =>
        id is not null && names.TryGetValue(id, out var found) ? CitizenNames.Of(found) : id ?? string.Empty;
}
