// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.CommonServices.Signatures;

/// <summary>What was found out about the seal of an answer.</summary>
/// <param name="Fault"><see cref="CatalogueFault.None"/> when it holds.</param>
/// <param name="Algorithm">JWS name of the algorithm, once it is known.</param>
/// <param name="Signer">Subject of the certificate, once its chain is verified.</param>
/// <param name="SignedAt">When it says it was signed.</param>
public sealed record CatalogueSeal(CatalogueFault Fault, string? Algorithm = null, string? Signer = null, DateTimeOffset? SignedAt = null)
{
    public bool Holds => Fault == CatalogueFault.None;
}
