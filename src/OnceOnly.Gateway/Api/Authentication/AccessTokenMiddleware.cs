// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Net.Http.Headers;
using OnceOnly.Gateway.Api.Errors;

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>Authenticates calls of endpoints marked with <see cref="AccessTokenRequired"/> before anything of their body is read.</summary>
internal sealed class AccessTokenMiddleware(RequestDelegate next, CallAuthentication authentication)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessTokenRequired>() is not null)
        {
            var (caller, refusal) = await authentication.AuthenticateAsync(context);
            if (refusal is not null)
            {
                await RefuseAsync(context, refusal);
                return;
            }

            context.Features.Set(caller);
        }

        await next(context);
    }

    private static Task RefuseAsync(HttpContext context, CallRefusal refusal)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, refusal.Challenge);
        if (refusal.DpopNonce is not null)
        {
            context.Response.Headers[CallRefusal.NonceHeader] = refusal.DpopNonce;
        }

        if (GrpcErrors.IsGrpc(context.Request))
        {
            // Without a body the headers are the trailers, and a client finds challenge and nonce there.
            GrpcErrors.WriteTrailersOnly(context.Response, GrpcErrors.StatusOf(refusal));
            return Task.CompletedTask;
        }

        return Problems.WriteAsync(context, Problems.Of(context, refusal));
    }
}
