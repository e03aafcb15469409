// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Pilot.Certificates;

/// <summary>HTTP clients that trust the development CA and nothing else.</summary>
public static class DevelopmentTrust
{
    /// <param name="certificates">Whose CA to trust.</param>
    /// <param name="clientCertificate">Certificate to show where the server asks for one.</param>
    public static SocketsHttpHandler CreateHandler(
        DevelopmentCertificates certificates, X509Certificate2? clientCertificate = null)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(certificates.Authority.LoadPublic());
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        if (clientCertificate is not null)
        {
            handler.SslOptions.ClientCertificates = [clientCertificate];

            // Sessions are remembered by host name, and the doors with and without certificates share one here.
            handler.SslOptions.AllowTlsResume = false;
        }

        return handler;
    }
}
