// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;

namespace OnceOnly.Oots.Catalogue;

/// <summary>What is offered at home and abroad.</summary>
internal sealed class JoinedCatalogue(params IReadOnlyList<IEvidenceCatalogue> catalogues) : IEvidenceCatalogue
{
    public async ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        var offers = new List<EvidenceOffer>();
        foreach (var catalogue in catalogues)
        {
            offers.AddRange(await catalogue.FindAsync(query, cancellationToken));
        }

        return offers;
    }
}
