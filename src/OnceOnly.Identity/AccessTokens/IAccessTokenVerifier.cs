// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.AccessTokens;

/// <summary>
/// Verifies the access token of a call, and that the caller holds the key it is bound to (DPoP, RFC 9449, or mutual
/// TLS, RFC 8705). REST and gRPC use the same: the proof's <c>htu</c> is the URL of the request, which for gRPC is that
/// of the full method, and its <c>htm</c> is the HTTP method, which for gRPC is <c>POST</c>.
/// </summary>
public interface IAccessTokenVerifier
{
    /// <remarks>The first call uses up the request's DPoP proof and leaves the result among the request's features; later calls return it.</remarks>
    Task<AccessTokenResult> VerifyAsync(HttpContext context);

    /// <summary>Whether the grant still lives and the token has not expired; for streams that go on.</summary>
    Task<bool> StillHoldsAsync(AccessTokenPrincipal principal, CancellationToken cancellationToken);
}
