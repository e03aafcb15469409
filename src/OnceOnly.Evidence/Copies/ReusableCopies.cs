// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.State;

namespace OnceOnly.Evidence.Copies;

/// <summary>Finds the stored copy that may serve an explicit request instead of a registry, if the law lets any.</summary>
internal sealed class ReusableCopies(IEvidenceState state, CopyKeys keys, TimeProvider clock)
{
    /// <param name="tenant">Controller that would be served.</param>
    /// <param name="subject">Reference of the person.</param>
    /// <param name="offer">The offer as it is now: a policy that was tightened since counts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<EvidenceCopy?> FindAsync(
        string tenant, string subject, EvidenceOffer offer, CancellationToken cancellationToken)
    {
        if (offer.Reuse is not { Policy: ReusePolicy.Person, MaximumAge: { } maximumAge, LegalBasis: not null })
        {
            return null;
        }

        var own = await keys.OfAsync(tenant, subject, offer, cancellationToken);
        var shared = offer.Reuse.Tenants?.Contains(tenant, StringComparer.Ordinal) == true
            ? await keys.SharedOfAsync(subject, offer, cancellationToken)
            : null;
        var now = clock.GetUtcNow();
        var copy = await state.FindReusableCopyAsync(own, shared, now, cancellationToken);
        return copy is { ObtainedAt: { } obtained } && obtained + maximumAge > now ? copy : null;
    }
}
