// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>Why a call is not let in, in the words of OAuth (RFC 6750, section 3; RFC 9449, sections 7.1 and 9).</summary>
/// <param name="Fault">The kind.</param>
/// <param name="Detail">What the caller's developer should look at.</param>
/// <param name="DpopNonce">Nonce for the next proof.</param>
internal sealed record CallRefusal(AccessTokenFault Fault, string? Detail, string? DpopNonce)
{
    public const string NonceHeader = "DPoP-Nonce";

    public string Code => Fault switch
    {
        AccessTokenFault.Missing => "missing_token",
        AccessTokenFault.InvalidRequest => "invalid_request",
        AccessTokenFault.InvalidToken => "invalid_token",
        AccessTokenFault.InvalidProof => "invalid_dpop_proof",
        AccessTokenFault.NonceRequired => "use_dpop_nonce",
        _ => throw new InvalidOperationException("Unknown fault."),
    };

    public int HttpStatus => Fault is AccessTokenFault.InvalidRequest ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;

    public string Title => Fault switch
    {
        AccessTokenFault.Missing => "The call has no access token",
        AccessTokenFault.InvalidRequest => "The credentials are malformed",
        AccessTokenFault.InvalidToken => "The access token is not accepted",
        AccessTokenFault.InvalidProof => "The DPoP proof is not accepted",
        AccessTokenFault.NonceRequired => "The DPoP proof must carry the nonce given",
        _ => throw new InvalidOperationException("Unknown fault."),
    };

    /// <summary>Without credentials a challenge names no error (RFC 6750, section 3.1).</summary>
    public string Challenge => Fault is AccessTokenFault.Missing
        ? """DPoP algs="ES256" """.TrimEnd()
        : $"""DPoP error="{Code}", algs="ES256" """.TrimEnd();
}
