// SPDX-License-Identifier: EUPL-1.2

using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Portal.Assets;
using OnceOnly.Gateway.Portal.Documents;
using OnceOnly.Gateway.Portal.Languages;
using OnceOnly.Identity.Pages;

namespace OnceOnly.Gateway.Portal;

internal static class PortalExtensions
{
    private const int LargestForm = 64 * 1024;

    public static void AddPortal(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        builder.Services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Portal";

            // Not the page for what failed: by then the body may have been read, and a limit comes too late.
            pages.Conventions.AddFolderApplicationModelConvention("/", page =>
            {
                if (page.ViewEnginePath != "/Error")
                {
                    page.Filters.Add(new RequestSizeLimitAttribute(LargestForm));
                }
            });
        });
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "__Host-forms";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.SuppressXFrameOptionsHeader = true; // The content security policy says it for every page.
        });
        builder.Services.Configure<RequestLocalizationOptions>(localization =>
        {
            localization.DefaultRequestCulture = new RequestCulture(PortalLanguages.Default);
            localization.SupportedCultures = localization.SupportedUICultures = [.. PortalLanguages.All];
            localization.RequestCultureProviders = [new LanguageChoice(), new LanguagesOfService(), new AcceptLanguageHeaderRequestCultureProvider()];
        });

        // Names in Greek or with accents stay readable in the page's source.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton<CitizenNames>();
        builder.Services.AddSingleton<CitizenTimes>();
        builder.Services.AddScoped<OfferNames>();
        builder.Services.AddSingleton<DocumentLinks>();
        builder.Services.AddSingleton<DocumentItems>();
        builder.Services.AddSingleton<IProtocolPages, ProtocolPages>();
    }

    /// <summary>Goes early: shows a page of ours for what fails further in.</summary>
    public static void UsePortalFailures(this IApplicationBuilder app) => app.UseWhen(IsPage, pages =>
    {
        pages.UseExceptionHandler("/error/500");
        pages.UseStatusCodePagesWithReExecute("/error/{0}");
    });

    public static void MapPortal(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPortalAssets();
        endpoints.MapDocumentOrigin();
        endpoints.MapRazorPages();
    }

    private static bool IsPage(HttpContext context) => !ApiFailures.IsRest(context) && !GrpcErrors.IsGrpc(context.Request);
}
