// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Oots.CommonServices;

/// <summary>The connections to the common services.</summary>
internal static class CommonServicesHandler
{
    public static SocketsHttpHandler Create(string? trustedAuthoritiesFile)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // The seal covers the body as it was sent.
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 128,
        };
        if (trustedAuthoritiesFile is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(trustedAuthoritiesFile);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }
}
