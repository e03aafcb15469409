// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Wire;

/// <summary>An error answer of RFC 6749 §5.2 and its extensions.</summary>
/// <param name="Code">Registered error code.</param>
/// <param name="Description">For the client's developer; ASCII, without personal data or secrets.</param>
/// <param name="Status">HTTP status.</param>
internal sealed record OAuthError(string Code, string Description, int Status = StatusCodes.Status400BadRequest)
{
    public static OAuthError InvalidRequest(string description) => new("invalid_request", description);

    /// <remarks>One answer for every cause: which client identifiers exist is nobody's business.</remarks>
    public static OAuthError InvalidClient() =>
        new("invalid_client", "Client authentication failed.", StatusCodes.Status401Unauthorized);

    public static OAuthError InvalidGrant(string description) => new("invalid_grant", description);

    public static OAuthError InvalidScope(string description) => new("invalid_scope", description);

    public static OAuthError InvalidAuthorizationDetails(string description) => new("invalid_authorization_details", description);

    public static OAuthError InvalidDpopProof(string description) => new("invalid_dpop_proof", description);
}
