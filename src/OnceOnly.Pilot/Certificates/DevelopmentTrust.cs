// SPDX-License-Identifier: EUPL-1.2

using System.Net.Sockets;
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
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync };
        handler.SslOptions.CertificateChainPolicy = policy;
        if (clientCertificate is not null)
        {
            handler.SslOptions.ClientCertificates = [clientCertificate];

            // Sessions are remembered by host name, and the doors with and without certificates share one here.
            handler.SslOptions.AllowTlsResume = false;
        }

        return handler;
    }

    /// <summary>Not every system knows that <c>finland.localhost</c> is this machine; browsers do (RFC 6761).</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host.EndsWith(".localhost", StringComparison.Ordinal) ? "localhost" : host, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
