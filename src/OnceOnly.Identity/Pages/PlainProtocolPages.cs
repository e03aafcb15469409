// SPDX-License-Identifier: EUPL-1.2

using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Pages;

/// <summary>Pages without look, for hosts without a portal.</summary>
internal sealed class PlainProtocolPages : IProtocolPages
{
    public IResult Error(HttpContext context, ProtocolError error) => Page(
        context,
        "This link does not work",
        error == ProtocolError.Expired
            ? "<p>It is too old or was used already. Go back to the service you came from and start again.</p>"
            : "<p>The service you came from sent an incomplete or wrong request. Nothing was shared with anybody.</p>",
        StatusCodes.Status400BadRequest);

    public IResult ConfirmLogout(HttpContext context, string action, string fieldName, string fieldValue)
    {
        var encode = HtmlEncoder.Default;
        var form = $"""
            <form method="post" action="{encode.Encode(action)}">
            <input type="hidden" name="{encode.Encode(fieldName)}" value="{encode.Encode(fieldValue)}">
            <button type="submit">Log out</button>
            </form>
            """;
        return Page(context, "Log out?", form, StatusCodes.Status200OK);
    }

    private static IResult Page(HttpContext context, string title, string body, int status)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var html = $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
            <body><main><h1>{title}</h1>
            {body}
            </main></body></html>
            """;
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }
}
