// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Gets the bytes of metadata. They are believed for their signature; TLS only keeps busybodies out.</summary>
internal static class MetadataSource
{
    private const int LargestMetadata = 4 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task<byte[]> ReadAsync(ConnectorOptions options, CancellationToken cancellationToken)
    {
        if (options.MetadataFile is { } file)
        {
            return await File.ReadAllBytesAsync(file, cancellationToken);
        }

        // Once an hour or so: a client of its own costs nothing and sees new addresses.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (options.TrustedAuthoritiesFile is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = Policy(authorities);
        }

        using var http = new HttpClient(handler) { MaxResponseContentBufferSize = LargestMetadata, Timeout = Timeout };
        return await http.GetByteArrayAsync(options.MetadataUrl, cancellationToken);
    }

    private static X509ChainPolicy Policy(string authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(authorities);
        return policy;
    }
}
