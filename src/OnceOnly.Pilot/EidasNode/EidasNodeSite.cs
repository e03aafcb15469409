// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Caching.Memory;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>The pilot's eIDAS node as a site of its own.</summary>
internal static class EidasNodeSite
{
    /// <param name="origin">Where it is.</param>
    /// <param name="gateways">Who may ask it.</param>
    /// <param name="certificates">Keys of the node.</param>
    /// <param name="time">Clock.</param>
    public static WebApplication Create(Uri origin, IEnumerable<GatewaySite> gateways, DevelopmentCertificates certificates, TimeProvider time)
    {
        var site = PilotSite.Create(origin, certificates.NodeTls, services => services.AddMemoryCache());
        var http = new HttpClient(DevelopmentTrust.CreateHandler(certificates));
        var endpoints = new NodeEndpoints(
            new NodeCountries(origin, certificates),
            [.. gateways.Select(gateway => new GatewayMetadata(http, gateway, time))],
            new SigningKey(certificates.NodeSamlMetadata.Load()),
            site.Services.GetRequiredService<IMemoryCache>(),
            time);
        endpoints.Map(site);
        return site;
    }
}
