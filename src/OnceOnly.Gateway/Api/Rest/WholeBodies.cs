// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Metadata;
using OnceOnly.Gateway.Api.Errors;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>
/// Reads the few bytes of a REST body before anybody interprets them, and refuses what is larger. Left to the JSON
/// reader, a body that grows too large without having said so ends the whole connection, and other calls with it.
/// </summary>
internal sealed class WholeBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (ApiFailures.IsRest(context) && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
        {
            var limit = context.GetEndpoint()!.Metadata.GetRequiredMetadata<IRequestSizeLimitMetadata>().MaxRequestBodySize!.Value;
            if (request.ContentLength > limit || await ReadAsync(request.Body, (int)limit, context.RequestAborted) is not { } body)
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }

            request.Body = body;
        }

        await next(context);
    }

    /// <returns>Null when there is more than the limit allows.</returns>
    private static async Task<MemoryStream?> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        var bytes = new byte[limit];
        var length = await body.ReadAtLeastAsync(bytes, limit, throwOnEndOfStream: false, cancellationToken);
        return length < limit || await body.ReadAsync(new byte[1], cancellationToken) == 0
            ? new MemoryStream(bytes, 0, length, writable: false)
            : null;
    }
}
