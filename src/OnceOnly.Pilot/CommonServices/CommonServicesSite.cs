// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.CommonServices.Declaration;
using OnceOnly.Pilot.CommonServices.Seals;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.CommonServices;

/// <summary>The common services of the pilot world: <c>/eb</c> and <c>/dsd</c> on one site.</summary>
internal static class CommonServicesSite
{
    private const string MediaType = "application/x-ebrs+xml";

    /// <param name="origin">Where it is.</param>
    /// <param name="declaration">File with what they know.</param>
    /// <param name="certificates">TLS, and the certificate that seals.</param>
    /// <param name="time">Clock.</param>
    public static WebApplication Create(Uri origin, string declaration, DevelopmentCertificates certificates, TimeProvider time)
    {
        var catalogue = DeclaredCatalogue.Read(declaration);
        var site = PilotSite.Create(origin, certificates.CommonServicesTls, services =>
            services.AddSingleton(_ => new ResponseSeal(certificates.CommonServicesSeal, certificates.Authority, time)));
        var seal = site.Services.GetRequiredService<ResponseSeal>();
        Map(site, "/eb", new EvidenceBroker(catalogue).Answer, seal);
        Map(site, "/dsd", new DataServiceDirectory(catalogue).Answer, seal);
        return site;
    }

    // Whether it went well stands in the body; the status of HTTP is always 200.
    private static void Map(WebApplication site, string service, Func<SearchQuery, XDocument> answer, ResponseSeal seal) =>
        site.MapGet(service + "/rest/search", (HttpContext context) =>
        {
            var document = answer(SearchQuery.Read(context.Request));
            var body = Encoding.UTF8.GetBytes(document.Declaration + document.ToString(SaveOptions.DisableFormatting));
            seal.Put(body, context.Response.Headers);
            context.Response.Headers.CacheControl = "max-age=3600";
            return Results.Bytes(body, MediaType);
        });
}
