// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Evidence.EServices;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>
/// Authenticates calls of endpoints marked with <see cref="AccessTokenRequired"/> before anything of their body is read:
/// the access token, and then the registration of its e-service as it is now.
/// </summary>
internal sealed class AccessTokenMiddleware(RequestDelegate next, IAccessTokenVerifier verifier, IEServiceDirectory services)
{
    private const string NonceHeader = "DPoP-Nonce";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessTokenRequired>() is not null && !await TryLetInAsync(context))
        {
            return;
        }

        await next(context);
    }

    private async Task<bool> TryLetInAsync(HttpContext context)
    {
        var result = await verifier.VerifyAsync(context);
        OfferNonce(context, result.DpopNonce);
        if (!result.IsAccepted)
        {
            await RefuseAsync(context, new CallRefusal(result.Fault.Value, result.Description), AccessTokenChallenge.For(result));
            return false;
        }

        if (services.Find(result.Principal.ClientId) is not { } service)
        {
            var unknown = AccessTokenResult.Refused(AccessTokenFault.InvalidToken, "The client is not registered any more.");
            await RefuseAsync(context, new CallRefusal(AccessTokenFault.InvalidToken, unknown.Description), AccessTokenChallenge.For(unknown));
            return false;
        }

        context.Features.Set(new ApiCaller(service, result.Principal));
        return true;
    }

    private static void OfferNonce(HttpContext context, string? nonce)
    {
        if (nonce is null)
        {
            return;
        }

        context.Response.Headers[NonceHeader] = nonce;
        if (GrpcErrors.IsGrpc(context.Request) && context.Features.Get<IHttpResponseTrailersFeature>() is { } answer)
        {
            answer.Trailers[NonceHeader] = nonce;
        }
    }

    private static Task RefuseAsync(HttpContext context, CallRefusal refusal, string challenge)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        if (GrpcErrors.IsGrpc(context.Request))
        {
            // Without a body the headers are the trailers, and a client finds challenge and nonce there.
            GrpcErrors.WriteTrailersOnly(context.Response, GrpcErrors.StatusOf(refusal));
            return Task.CompletedTask;
        }

        return Problems.WriteAsync(context, Problems.Of(context, refusal));
    }
}
