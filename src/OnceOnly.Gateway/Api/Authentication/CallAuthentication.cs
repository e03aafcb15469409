// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Evidence.EServices;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>Lets a call in: its access token, and then the registration of its e-service as it is now.</summary>
internal sealed class CallAuthentication(IAccessTokenVerifier verifier, IEServiceDirectory services)
{
    /// <returns>Either who calls or why they are refused.</returns>
    public async Task<(ApiCaller? Caller, CallRefusal? Refusal)> AuthenticateAsync(HttpContext context)
    {
        var result = await verifier.VerifyAsync(context);
        if (!result.IsAccepted)
        {
            return (null, new CallRefusal(result.Fault.Value, result.Description, result.DpopNonce));
        }

        if (services.Find(result.Principal.ClientId) is not { } service)
        {
            return (null, new CallRefusal(AccessTokenFault.InvalidToken, "The client is not registered.", result.DpopNonce));
        }

        if (result.DpopNonce is { } nonce)
        {
            context.Response.Headers[CallRefusal.NonceHeader] = nonce;
            if (GrpcErrors.IsGrpc(context.Request) && context.Features.Get<IHttpResponseTrailersFeature>() is { } answer)
            {
                answer.Trailers[CallRefusal.NonceHeader] = nonce;
            }
        }

        return (new ApiCaller(service, result.Principal), null);
    }

    /// <summary>Whether a stream may go on: the grant lives, the token has not ended, the e-service is still registered.</summary>
    public async Task<bool> StillHoldsAsync(ApiCaller caller, CancellationToken cancellationToken) =>
        services.Find(caller.Service.ClientId) is not null
        && await verifier.StillHoldsAsync(caller.Principal, cancellationToken);
}
