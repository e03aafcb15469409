// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>Turns an e-service's wish into what a citizen can be asked.</summary>
internal sealed class ProposalMaker(IEvidenceCatalogue catalogue)
{
    private const int MostEvidenceTypes = 20;

    public async Task<Result<ProposedRequest>> ProposeAsync(EService service, EvidenceWish wish, CancellationToken cancellationToken)
    {
        if (wish.EvidenceTypes.Count is 0 or > MostEvidenceTypes
            || wish.EvidenceTypes.Distinct(StringComparer.Ordinal).Count() != wish.EvidenceTypes.Count)
        {
            return new EvidenceError(EvidenceErrorCode.InvalidRequest, "Name 1 to 20 evidence types, each once.") { Field = "evidence_types" };
        }

        if (!Allows(service, wish.Procedure, wish.EvidenceTypes))
        {
            return new EvidenceError(EvidenceErrorCode.NotAllowed, "The e-service is not registered for this procedure and evidence.");
        }

        var items = new List<EvidenceOffer>();
        foreach (var type in wish.EvidenceTypes)
        {
            var query = new EvidenceQuery(wish.Procedure, EvidenceType: type, Country: wish.Country) { Answers = wish.Answers, Finder = new Finder(service.Tenant, service.ClientId) };
            var offers = await FindAsync(query, wish, cancellationToken);
            var wanted = offers.Where(offer => wish.Providers.Count == 0 || wish.Providers.Contains(offer.Provider, StringComparer.Ordinal)).ToArray();
            if (wanted.Length == 0)
            {
                return new EvidenceError(EvidenceErrorCode.NoProvider, "No provider named offers one of the evidence types.");
            }

            items.AddRange(wanted);
        }

        if (wish.Providers.Except(items.Select(offer => offer.Provider), StringComparer.Ordinal).Any())
        {
            return new EvidenceError(EvidenceErrorCode.NoProvider, "A provider named offers none of the evidence types.");
        }

        return new ProposedRequest(service, wish.Procedure, items, items.Max(offer => offer.LevelOfAssurance));
    }

    /// <summary>Where a provider is found by answers, one that is named has them in its name.</summary>
    private async Task<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, EvidenceWish wish, CancellationToken cancellationToken)
    {
        var offers = await catalogue.FindAsync(query, cancellationToken);
        if (wish.Providers.Count == 0 || offers.All(offer => offer.Questions.Count == 0))
        {
            return offers;
        }

        var named = new List<EvidenceOffer>();
        foreach (var provider in wish.Providers)
        {
            named.AddRange(await catalogue.FindAsync(query with { Provider = provider }, cancellationToken));
        }

        return named;
    }

    public static bool Allows(EService service, string procedure, IEnumerable<string> evidenceTypes) =>
        service.Procedures.Contains(procedure) && evidenceTypes.All(service.EvidenceTypes.Contains);
}
