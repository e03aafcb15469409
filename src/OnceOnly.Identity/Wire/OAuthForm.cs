// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OnceOnly.Identity.Wire;

/// <summary>Reads a form body that comes from outside: its type, its size and its parameters are checked before use.</summary>
internal static class OAuthForm
{
    private const int LargestBody = 64 * 1024;

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 128,
        KeyLengthLimit = 256,
        ValueLengthLimit = LargestBody,
    };

    public static async Task<OAuthOutcome<OAuthParameters>> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var mediaType = request.ContentType?.Split(';', 2)[0].Trim();
        if (!string.Equals(mediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return OAuthError.InvalidRequest("The body must be application/x-www-form-urlencoded.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        try
        {
            var form = await request.ReadFormAsync(Limits, context.RequestAborted);
            return OAuthParameters.TryRead(form, out var parameters, out var fault) ? parameters : OAuthError.InvalidRequest(fault);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new OAuthError("invalid_request", "The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return OAuthError.InvalidRequest("The body is malformed or too large.");
        }
    }
}
