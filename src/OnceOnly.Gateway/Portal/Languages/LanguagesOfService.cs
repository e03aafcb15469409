// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Localization;
using OnceOnly.Identity.Interactions;

namespace OnceOnly.Gateway.Portal.Languages;

/// <summary>The languages that the e-service proposed with <c>ui_locales</c>, where the citizen has not chosen one.</summary>
internal sealed class LanguagesOfService : RequestCultureProvider
{
    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        if (!httpContext.Request.Path.Equals("/explicit-request", StringComparison.Ordinal) || httpContext.Request.Query["id"] is not [{ } id])
        {
            return null;
        }

        var interactions = httpContext.RequestServices.GetRequiredService<IAuthorizationInteractions>();
        var interaction = await interactions.FindAsync(httpContext, id);
        return PortalLanguages.Best(interaction?.UiLocales ?? []) is { } language ? new ProviderCultureResult(language.Name) : null;
    }
}
