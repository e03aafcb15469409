// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.EDelivery.Parties;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>The connections to partners.</summary>
internal static class PartnerConnections
{
    public static HttpClient Create(EDeliveryOptions options, AccessPoint accessPoint)
    {
        var handler = new SocketsHttpHandler
        {
            // Messages go to the agreed address and nowhere else.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !accessPoint.Partners.All(partner => partner.Endpoint.IsLoopback),
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 32,
            ActivityHeadersPropagator = null,
        };
        if (options.TrustedAuthoritiesFile is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        // Each attempt has its own limit.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
