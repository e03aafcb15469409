// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>Why a call is not let in, in the words of OAuth (RFC 6750, section 3; RFC 9449, section 7.1).</summary>
internal sealed record CallRefusal(AccessTokenFault Fault, string? Detail = null)
{
    public string Code => Fault is AccessTokenFault.Missing ? "missing_token" : AccessTokenChallenge.ErrorOf(Fault);

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
}
