// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Pilot.Sites;

/// <summary>What the sites around the gateway have in common: one HTTPS address on the loopback interface and plain pages.</summary>
internal static class PilotSite
{
    private const long LargestBody = 512 * 1024;

    /// <param name="origin">Address by which browsers know the site; its host must be a loopback address.</param>
    /// <param name="tls">Certificate for that host.</param>
    /// <param name="services">Adds what the site needs.</param>
    public static WebApplication Create(Uri origin, CertificateFile tls, Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // The settings files beside the program are the gateway's.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Parse(origin.Host), origin.Port, listen => listen.UseHttps(tls.Load()));
        });
        builder.Services.AddRazorComponents();
        services(builder.Services);
        var site = builder.Build();
        site.Use(AddHeadersAsync);
        site.MapGet("/style.css", () => Results.Stream(Resource("style.css"), "text/css"));
        site.MapGet("/submit.js", () => Results.Stream(Resource("submit.js"), "text/javascript"));
        return site;
    }

    private static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static Stream Resource(string name) =>
        typeof(PilotSite).Assembly.GetManifestResourceStream("OnceOnly.Pilot.Pages." + name)!;
}
