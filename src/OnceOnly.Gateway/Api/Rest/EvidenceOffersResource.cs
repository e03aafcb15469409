// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>All offers that match.</summary>
/// <param name="Offers">Empty when nobody provides it.</param>
public sealed record EvidenceOffersResource(IReadOnlyList<EvidenceOfferResource> Offers);
