// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Evidence.Previews;

/// <summary>An evidence in front of the citizen.</summary>
/// <param name="Id">Handle of this opened preview; works only for the person who opened it.</param>
/// <param name="Service">Who would receive it.</param>
/// <param name="Procedure">What for.</param>
/// <param name="Offer">What it is and who issued it.</param>
/// <param name="Documents">The documents.</param>
/// <param name="State">State of the exchange.</param>
/// <param name="ReturnUri">Registered address to return to, with the e-service's state added; null when none was given.</param>
/// <param name="ExpiresAt">Until when a decision is awaited.</param>
public sealed record Preview(
    string Id,
    EService Service,
    string Procedure,
    EvidenceOffer Offer,
    IReadOnlyList<DocumentInfo> Documents,
    ExchangeState State,
    Uri? ReturnUri,
    DateTimeOffset ExpiresAt)
{
    /// <summary>Where the citizen previews, when that is at the provider: there is nothing to see or decide here.</summary>
    public Uri? Elsewhere { get; init; }

    /// <summary>Why there is no evidence.</summary>
    public EvidenceError? Error { get; init; }
}
