// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.AccessTokens;

/// <summary>Why a call is not authenticated.</summary>
public enum AccessTokenFault
{
    /// <summary>No access token was presented.</summary>
    Missing,

    /// <summary>The headers are malformed: two proofs, two credentials, an oversize token (<c>invalid_request</c>).</summary>
    InvalidRequest,

    /// <summary>The token is not ours, expired, revoked, or used without the key it is bound to (<c>invalid_token</c>).</summary>
    InvalidToken,

    /// <summary>The DPoP proof does not prove possession for this call (<c>invalid_dpop_proof</c>).</summary>
    InvalidProof,

    /// <summary>The proof must carry the nonce that comes with this refusal (<c>use_dpop_nonce</c>).</summary>
    NonceRequired,
}
