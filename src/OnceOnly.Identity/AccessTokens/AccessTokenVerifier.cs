// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Dpop;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.Tokens;

namespace OnceOnly.Identity.AccessTokens;

internal sealed class AccessTokenVerifier(
    ReceivedAccessTokens tokens,
    DpopProofs proofs,
    DpopNonces nonces,
    ClientCertificates certificates,
    IClientDirectory clients,
    GrantStore grants,
    TimeProvider clock,
    ILogger<AccessTokenVerifier> logger) : IAccessTokenVerifier
{
    public async Task<AccessTokenResult> VerifyAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<AccessTokenResult>() is { } known)
        {
            return known;
        }

        var result = await JudgeAsync(context);
        context.Features.Set(result);
        if (result is { IsAccepted: false, Fault: not AccessTokenFault.Missing })
        {
            logger.AccessTokenRefused(result.Fault.Value, result.Description!);
        }

        return result;
    }

    public async Task<bool> StillHoldsAsync(AccessTokenPrincipal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return clock.GetUtcNow() < principal.ExpiresAt
            && clients.Find(principal.ClientId) is not null
            && await grants.LivesAsync(principal.GrantId, cancellationToken);
    }

    private async Task<AccessTokenResult> JudgeAsync(HttpContext context)
    {
        if (PresentedToken.Read(context, out var fault, out var description) is not { } presented)
        {
            return Refuse(fault, description);
        }

        if (tokens.Read(presented.Token) is not { } token)
        {
            return Refuse(AccessTokenFault.InvalidToken, "The access token is not ours, malformed or expired.");
        }

        var (possession, nonce) = await ProvePossessionAsync(context, presented, token.Binding);
        if (possession is not null)
        {
            return possession;
        }

        return await StillHoldsAsync(token.Principal, context.RequestAborted)
            ? AccessTokenResult.Accepted(token.Principal, nonce)
            : Refuse(AccessTokenFault.InvalidToken, "The access token is revoked.");
    }

    /// <returns>A refusal, or none and perhaps a nonce to hand out.</returns>
    private async Task<(AccessTokenResult? Refusal, string? Nonce)> ProvePossessionAsync(HttpContext context, PresentedToken presented, KeyBinding binding)
    {
        if (presented.IsDpop != (binding.Jkt is not null))
        {
            return (Refuse(AccessTokenFault.InvalidToken, "The access token is bound to a key and needs the scheme of that binding: DPoP, or Bearer over mutual TLS."), null);
        }

        if (binding.CertificateThumbprint is { } thumbprint)
        {
            return certificates.Find(context) is { } certificate && ClientCertificates.ThumbprintOf(certificate) == thumbprint
                ? (null, null)
                : (Refuse(AccessTokenFault.InvalidToken, "The access token is bound to another client certificate than that of this connection."), null);
        }

        var (proof, fault) = await proofs.VerifyAsync(context, presented.Token, binding.Jkt);
        return fault is null
            ? (null, proof!.ReplacementNonce)
            : (Refuse(fault.NeedsNonce ? AccessTokenFault.NonceRequired : AccessTokenFault.InvalidProof, fault.Description), null);
    }

    /// <remarks>Each refusal carries a nonce where one is demanded, so that the caller's next attempt needs no other round trip.</remarks>
    private AccessTokenResult Refuse(AccessTokenFault fault, string description) =>
        AccessTokenResult.Refused(fault, description, nonces.AreRequired || fault == AccessTokenFault.NonceRequired ? nonces.New : null);
}
