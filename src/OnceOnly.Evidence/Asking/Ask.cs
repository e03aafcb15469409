// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;

namespace OnceOnly.Evidence.Asking;

/// <summary>An ask whose intent is in the ledger: what was committed before the provider hears anything.</summary>
/// <param name="Request">For which explicit request.</param>
/// <param name="Exchange">At the revision that this asker may finish.</param>
/// <param name="Offer">What is asked of whom.</param>
/// <param name="Copy">Takes the answer.</param>
/// <param name="DataKey">Encrypts it.</param>
/// <param name="Asks">Whether it counts as asking: not when it only waits on, or goes on after the citizen has left for the provider's preview.</param>
internal sealed record Ask(ExplicitRequest Request, Exchange Exchange, EvidenceOffer Offer, EvidenceCopy Copy, byte[] DataKey, bool Asks);
