// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Identity.AccessTokens;

/// <summary>Outcome of verifying a call: a principal or a fault, never both.</summary>
public sealed class AccessTokenResult
{
    private readonly Lazy<string>? _dpopNonce;

    private AccessTokenResult(AccessTokenPrincipal? principal, AccessTokenFault? fault, string? description, Lazy<string>? dpopNonce)
    {
        Principal = principal;
        Fault = fault;
        Description = description;
        _dpopNonce = dpopNonce;
    }

    /// <summary>Who calls; null when refused.</summary>
    public AccessTokenPrincipal? Principal { get; }

    /// <summary>Why it is refused; null when it is not.</summary>
    public AccessTokenFault? Fault { get; }

    /// <summary>What the caller's developer should look at; without personal data or secrets.</summary>
    public string? Description { get; }

    /// <summary>Nonce for the next proof: send it as <c>DPoP-Nonce</c> (HTTP header) or <c>dpop-nonce</c> (gRPC trailer) when not null.</summary>
    public string? DpopNonce => _dpopNonce?.Value;

    [MemberNotNullWhen(true, nameof(Principal))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsAccepted => Principal is not null;

    public static AccessTokenResult Accepted(AccessTokenPrincipal principal, string? dpopNonce) =>
        new(principal, null, null, dpopNonce is null ? null : new Lazy<string>(dpopNonce));

    /// <param name="fault">Why.</param>
    /// <param name="description">For the caller's developer.</param>
    /// <param name="newNonce">Makes the nonce to hand out, if anybody asks for it; null when there is none.</param>
    public static AccessTokenResult Refused(AccessTokenFault fault, string description, Func<string>? newNonce = null) =>
        new(null, fault, description, newNonce is null ? null : new Lazy<string>(newNonce));
}
