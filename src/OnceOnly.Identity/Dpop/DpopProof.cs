// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Dpop;

/// <summary>A proof that held.</summary>
/// <param name="Thumbprint">RFC 7638 thumbprint of the caller's key (<c>jkt</c>).</param>
/// <param name="ReplacementNonce">Nonce to hand out with the answer, when the one used will not live long.</param>
internal sealed record DpopProof(string Thumbprint, string? ReplacementNonce);
