// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OnceOnly.Gateway.Api.Errors;

namespace OnceOnly.Gateway.Portal;

/// <summary>What is shown instead of a page that cannot be. Says nothing about the cause but the trace id that the log has too.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public string Key { get; private set; } = "error.500";

    public string TraceId => Problems.TraceId(HttpContext);

    /// <remarks>No handler: what is refused may have any method.</remarks>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        Key = status switch
        {
            404 => "error.404",
            429 => "error.429",
            >= 500 => "error.500",
            _ => "error.400",
        };
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        }
    }
}
