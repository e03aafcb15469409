// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Calls;

/// <summary>The connections to one registry.</summary>
internal static class RegistryHandler
{
    public static SocketsHttpHandler Of(ProviderDeclaration provider)
    {
        var handler = new SocketsHttpHandler
        {
            // Credentials and persons go to the declared address and nowhere else.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !provider.BaseAddress.IsLoopback,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = provider.Resilience.Timeouts.Try,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 32,

            // No span by the framework: its url.full would hold whom we ask about. RegistryClient propagates the context.
            ActivityHeadersPropagator = null,
        };
        if (provider.Credentials.ClientCertificate is { } certificate)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        if (provider.Credentials.TrustedAuthorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return handler;
    }
}
