// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>HTTP clients that trust the test host's certificate and nothing else.</summary>
internal static class TestHttp
{
    public static HttpClient Create(string address, CookieContainer? cookies = null, X509Certificate2? certificate = null)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(IdentityHost.ServerCertificate);
#pragma warning disable CA2000 // The client disposes of its handler.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies is not null };
#pragma warning restore CA2000
        handler.SslOptions.CertificateChainPolicy = policy;
        if (cookies is not null)
        {
            handler.CookieContainer = cookies;
        }

        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return new HttpClient(handler) { BaseAddress = new Uri(address) };
    }
}
