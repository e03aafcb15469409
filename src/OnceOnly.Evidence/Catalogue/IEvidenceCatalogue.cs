// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>Port: who can prove a requirement. Answers hold no personal data and may be cached.</summary>
public interface IEvidenceCatalogue
{
    /// <returns>All matching offers; empty when nobody provides it. Nothing is picked silently.</returns>
    ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken);
}
