// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Localization;

namespace OnceOnly.Gateway.Portal.Languages;

/// <summary>The citizen's own choice: the switch on each page adds <c>lang</c> to its address, and a cookie remembers it.</summary>
internal sealed class LanguageChoice : RequestCultureProvider
{
    public const string Parameter = "lang";
    private const string Cookie = "__Host-lang";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var chosen = Chosen(httpContext);
        if (chosen is not null && httpContext.Request.Query.ContainsKey(Parameter))
        {
            httpContext.Response.Cookies.Append(Cookie, chosen, new CookieOptions
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
            });
        }

        return Task.FromResult(chosen is null ? null : new ProviderCultureResult(chosen));
    }

    private static string? Chosen(HttpContext context) =>
        Known(context.Request.Query[Parameter].ToString()) ?? Known(context.Request.Cookies[Cookie]);

    private static string? Known(string? tag) =>
        string.IsNullOrEmpty(tag) ? null : PortalLanguages.Best([tag])?.Name;
}
