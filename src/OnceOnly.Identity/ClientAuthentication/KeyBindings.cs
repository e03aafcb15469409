// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.Dpop;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.ClientAuthentication;

/// <summary>Finds the key that tokens of this request will be bound to. There are no tokens without one.</summary>
internal sealed class KeyBindings(DpopProofs proofs, DpopNonces nonces, ClientCertificates certificates)
{
    public async Task<OAuthOutcome<KeyBinding>> FindAsync(HttpContext context)
    {
        if (DpopHeader.IsPresent(context))
        {
            return await ProveAsync(context);
        }

        return certificates.Find(context) is { } certificate
            ? new KeyBinding(null, ClientCertificates.ThumbprintOf(certificate))
            : OAuthError.InvalidDpopProof("A DPoP proof or a client certificate is needed: tokens are sender-constrained.");
    }

    /// <summary>Verifies a DPoP proof that has been sent.</summary>
    public async Task<OAuthOutcome<KeyBinding>> ProveAsync(HttpContext context)
    {
        var (proof, fault) = await proofs.VerifyAsync(context, accessToken: null, boundTo: null);
        if (proof is not null)
        {
            DpopHeader.Offer(context, proof.ReplacementNonce);
            return new KeyBinding(proof.Thumbprint, null);
        }

        if (!fault!.NeedsNonce)
        {
            return OAuthError.InvalidDpopProof(fault.Description);
        }

        DpopHeader.Offer(context, nonces.New());
        return new OAuthError("use_dpop_nonce", fault.Description);
    }
}
