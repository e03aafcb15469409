// SPDX-License-Identifier: EUPL-1.2

using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Dpop;

namespace OnceOnly.Identity.AccessTokens;

/// <summary>
/// ASP.NET Core authentication by <see cref="IAccessTokenVerifier"/>, scheme <see cref="AccessTokenDefaults.Scheme"/>.
/// Endpoints find the <see cref="AccessTokenResult"/> among the request's features.
/// </summary>
/// <remarks>A challenge sets status and headers only: the body is the API's to write.</remarks>
public sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IAccessTokenVerifier verifier) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var result = await verifier.VerifyAsync(Context);
        DpopHeader.Offer(Context, result.IsAccepted ? result.DpopNonce : null);
        if (result.IsAccepted)
        {
            var identity = new ClaimsIdentity(ClaimsOf(result.Principal), Scheme.Name, AccessTokenDefaults.ClientIdClaim, roleType: null);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
        }

        return result.Fault == AccessTokenFault.Missing ? AuthenticateResult.NoResult() : AuthenticateResult.Fail(result.Description!);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await verifier.VerifyAsync(Context);
        Response.StatusCode = result.Fault == AccessTokenFault.InvalidRequest ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = AccessTokenChallenge.For(result);
        DpopHeader.Offer(Context, result.DpopNonce);
    }

    private static IEnumerable<Claim> ClaimsOf(AccessTokenPrincipal principal)
    {
        yield return new Claim(AccessTokenDefaults.ClientIdClaim, principal.ClientId);
        yield return new Claim(AccessTokenDefaults.GrantIdClaim, principal.GrantId);
        if (principal.Subject is { } subject)
        {
            yield return new Claim(AccessTokenDefaults.SubjectClaim, subject);
        }

        if (principal.ExplicitRequestId is { } explicitRequestId)
        {
            yield return new Claim(AccessTokenDefaults.ExplicitRequestIdClaim, explicitRequestId);
        }

        foreach (var scope in principal.Scopes)
        {
            yield return new Claim(AccessTokenDefaults.ScopeClaim, scope);
        }
    }
}
