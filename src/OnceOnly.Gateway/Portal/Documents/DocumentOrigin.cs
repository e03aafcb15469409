// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Net.Http.Headers;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.Serving;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Portal.Documents;

/// <summary>
/// Sends documents from outside, at an origin of their own. Only what a browser shows with a viewer of its own is
/// shown; everything else is a download, in a sandbox, whatever it claims to be.
/// </summary>
internal static class DocumentOrigin
{
    private const string Prefix = "/documents/";

    public static string PathOf(string handle) => Prefix + handle;

    public static bool IsShown(string mediaType) => mediaType is "application/pdf" or "image/png" or "image/jpeg";

    public static void MapDocumentOrigin(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Prefix + "{handle}", SendAsync).ServedOn(Listener.Documents).ExcludeFromDescription();

    private static async Task<IResult> SendAsync(HttpContext context, DocumentLinks links, IPreviews previews, string handle)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        if (await links.FindAsync(handle, context.RequestAborted) is not { } link)
        {
            return TypedResults.NotFound();
        }

        var content = link.IsServed
            ? await context.RequestServices.GetRequiredService<IServingPreviews>().ReadAsync(link.PreviewId, link.Document, link.Person, context.RequestAborted)
            : await previews.ReadAsync(link.PreviewId, link.Document, link.Person, context.RequestAborted);
        if (!content.IsSuccess)
        {
            return TypedResults.NotFound();
        }

        var isShown = IsShown(link.Document.MediaType);
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(link.Document.FileName);
        var response = context.Response;
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = isShown ? link.Document.MediaType : "application/octet-stream";
        response.ContentLength = link.Document.Size;
        if (link.Document.MediaType is "application/pdf")
        {
            // Browsers refuse to start their viewer in a sandbox; the viewer itself runs no script of the page's origin.
            response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        }

        await foreach (var segment in content.Value.WithCancellation(context.RequestAborted))
        {
            await response.Body.WriteAsync(segment, context.RequestAborted);
        }

        return TypedResults.Empty;
    }
}
