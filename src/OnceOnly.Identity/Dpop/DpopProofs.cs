// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Dpop;

/// <summary>Judges DPoP proofs (RFC 9449 §4.3), at the provider's endpoints and at the evidence API alike.</summary>
internal sealed class DpopProofs(
    DpopNonces nonces,
    ProtectedStore store,
    PublicAddress address,
    IOptions<IdentityOptions> options,
    TimeProvider clock)
{
    private const int LongestProof = 8 * 1024;
    private const int LongestIdentifier = 512;

    private readonly DpopOptions _options = options.Value.Dpop;
    private readonly BoundKeys _known = new();

    /// <summary>Verifies the proof of this request and uses it up.</summary>
    /// <param name="context">The request.</param>
    /// <param name="accessToken">The token it must be bound to by <c>ath</c>; null at the provider's own endpoints.</param>
    /// <param name="boundTo">The thumbprint the key must have; null when any key may be shown.</param>
    public async Task<(DpopProof? Proof, DpopFault? Fault)> VerifyAsync(HttpContext context, string? accessToken, string? boundTo)
    {
        if (!DpopHeader.TryRead(context, out var encoded))
        {
            return Refuse("Exactly one DPoP proof is needed.");
        }

        PublicJwk? known = null;
        if (!ReceivedJwt.TryRead(encoded, LongestProof, out var jwt)
            || !jwt.Header.TryGetProperty("jwk", out var json)
            || ((known = _known.Find(boundTo, json)) ?? (PublicJwk.TryRead(json, out var read) ? read : null)) is not { } key)
        {
            return Refuse("The proof is not a JWT with the public key of an ES256 or PS256 signature in its header.");
        }

        if (FaultOf(jwt, key, context, accessToken, boundTo) is { } fault)
        {
            return Refuse(fault);
        }

        if (!JwtSignature.IsValid(jwt, key, isKnown: boundTo is not null))
        {
            return Refuse("The proof's signature does not verify with its key.");
        }

        if (boundTo is not null && known is null)
        {
            _known.Add(key, json);
        }

        if (!TryAcceptNonce(jwt, out var replacement))
        {
            return (null, new DpopFault(NeedsNonce: true, "The proof must carry the nonce given in this answer."));
        }

        // A proof is refused by its age before its mark expires, so it can never come back.
        var until = clock.GetUtcNow() + _options.ProofLifetime + (3 * _options.ClockSkew);
        return await store.TryUseOnceAsync(ProtocolKind.DpopProof, $"{key.Thumbprint}\n{jwt.Text("jti")}", until, context.RequestAborted)
            ? (new DpopProof(key.Thumbprint, replacement), null)
            : Refuse("The proof was used before.");
    }

    private static (DpopProof?, DpopFault?) Refuse(string description) => (null, new DpopFault(NeedsNonce: false, description));

    private string? FaultOf(ReceivedJwt jwt, PublicJwk key, HttpContext context, string? accessToken, string? boundTo)
    {
        if (jwt.Type != "dpop+jwt")
        {
            return "The proof's typ must be dpop+jwt.";
        }

        if (jwt.Algorithm != key.Algorithm)
        {
            return "The proof's alg must be ES256 or PS256 and fit its key.";
        }

        if (jwt.Text("jti") is not { Length: > 0 and <= LongestIdentifier })
        {
            return "The proof needs a jti.";
        }

        if (jwt.Text("htm") != context.Request.Method)
        {
            return "The proof's htm is not the method of this request.";
        }

        if (!IsAddressOf(context, jwt.Text("htu")))
        {
            return "The proof's htu is not the URL of this request.";
        }

        if (!IsTimely(jwt))
        {
            return "The proof is too old, or from the future, or has no iat.";
        }

        if (accessToken is not null && jwt.Text("ath") != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken))))
        {
            return "The proof's ath is not the hash of the access token.";
        }

        return boundTo is null || boundTo == key.Thumbprint ? null : "The proof is by another key than the one that is bound.";
    }

    /// <summary>Compared after normalisation by syntax and scheme, without query and fragment (RFC 9449 §4.3, RFC 3986 §6.2).</summary>
    private bool IsAddressOf(HttpContext context, string? htu)
    {
        var ours = address.OfRequest(context).ToArray();

        // Mostly it is written as we would write it.
        return Array.Exists(ours, uri => uri.AbsoluteUri == htu)
            || (Uri.TryCreate(htu, UriKind.Absolute, out var claimed)
                && claimed.UserInfo.Length == 0
                && Array.Exists(ours, uri => Normalised(uri) == Normalised(claimed)));
    }

    private static string Normalised(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private bool IsTimely(ReceivedJwt jwt)
    {
        var now = clock.GetUtcNow();
        return jwt.TryTime("iat", out var issuedAt)
            && issuedAt >= now - _options.ProofLifetime - _options.ClockSkew
            && issuedAt <= now + _options.ClockSkew
            && jwt.HasNoTimeAgainst("nbf", notBefore => notBefore <= now + _options.ClockSkew)
            && jwt.HasNoTimeAgainst("exp", expires => expires > now - _options.ClockSkew);
    }

    /// <remarks>A nonce that is given must be one of ours even where none is demanded.</remarks>
    private bool TryAcceptNonce(ReceivedJwt jwt, out string? replacement)
    {
        replacement = null;
        if (!jwt.Payload.TryGetProperty("nonce", out _))
        {
            return !nonces.AreRequired;
        }

        if (jwt.Text("nonce") is not { } nonce || !nonces.IsLive(nonce, out var shouldReplace))
        {
            return false;
        }

        replacement = shouldReplace ? nonces.New() : null;
        return true;
    }
}
