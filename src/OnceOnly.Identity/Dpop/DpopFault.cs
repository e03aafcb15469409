// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Dpop;

/// <summary>Why a proof is refused.</summary>
/// <param name="NeedsNonce">Whether all that is missing is a live nonce of ours.</param>
/// <param name="Description">For the caller's developer.</param>
internal sealed record DpopFault(bool NeedsNonce, string Description);
