// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using OnceOnly.Gateway.Protection;
using OnceOnly.Identity.Pages;

namespace OnceOnly.Gateway.Portal;

/// <summary>Gives the pages of the log-in protocol the portal's look and languages.</summary>
internal sealed class ProtocolPages : IProtocolPages
{
    public IResult Error(HttpContext context, ProtocolError error) =>
        new ViewPage("/Portal/Shared/ProtocolError.cshtml", error, StatusCodes.Status400BadRequest);

    public IResult ConfirmLogout(HttpContext context, string action, string fieldName, string fieldValue)
    {
        // The form ends, through a redirect, at the e-service.
        context.Features.Get<PagePolicy>()?.AllowFormToAnyHttps();
        return new ViewPage("/Portal/Shared/ConfirmLogout.cshtml", new LogoutForm(action, fieldName, fieldValue), StatusCodes.Status200OK);
    }

    private sealed class ViewPage(string view, object model, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var viewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
            var result = new ViewResult { ViewName = view, StatusCode = status, ViewData = viewData };
            var action = new ActionContext(httpContext, httpContext.GetRouteData(), new());
            return httpContext.RequestServices.GetRequiredService<IActionResultExecutor<ViewResult>>().ExecuteAsync(action, result);
        }
    }
}
