// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.Tokens;

namespace OnceOnly.Identity.AccessTokens;

/// <summary>What stands in the <c>Authorization</c> header. Schemes are compared without case (RFC 9110 §11.1).</summary>
/// <param name="IsDpop">Scheme <c>DPoP</c>; otherwise <c>Bearer</c>, which is how certificate-bound tokens travel (RFC 8705).</param>
/// <param name="Token">The token.</param>
internal sealed record PresentedToken(bool IsDpop, string Token)
{
    public static PresentedToken? Read(HttpContext context, out AccessTokenFault fault, out string description)
    {
        var values = context.Request.Headers.Authorization;
        (fault, description) = (AccessTokenFault.InvalidRequest, "Exactly one Authorization header of the form 'DPoP token' is needed.");
        if (values.Count == 0)
        {
            (fault, description) = (AccessTokenFault.Missing, "An access token is needed.");
            return null;
        }

        if (values is not [{ } header] || header.Split(' ', 2) is not [var scheme, { Length: > 0 and <= ReceivedAccessTokens.LongestToken } token])
        {
            return null;
        }

        if (string.Equals(scheme, "DPoP", StringComparison.OrdinalIgnoreCase))
        {
            return new PresentedToken(true, token.Trim(' '));
        }

        return string.Equals(scheme, "Bearer", StringComparison.OrdinalIgnoreCase) ? new PresentedToken(false, token.Trim(' ')) : null;
    }
}
