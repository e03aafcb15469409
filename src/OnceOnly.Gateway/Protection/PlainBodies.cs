// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Net.Http.Headers;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Protection;

/// <summary>
/// A body in another encoding than UTF-8, or in parts, counts as one of no known type: nobody here asks for such, and
/// what reads forms fails over the odd ones instead of refusing them. Only access points speak in parts, at their own door.
/// </summary>
internal sealed class PlainBodies(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType is { } type && !GrpcErrors.IsGrpc(context.Request)
            && context.Features.Get<ListenerFeature>()?.Listener is not Listener.EDelivery && !IsPlain(type))
        {
            context.Request.ContentType = null;
        }

        return next(context);
    }

    private static bool IsPlain(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
