// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.Clients;

namespace OnceOnly.Identity.ClientAuthentication;

/// <summary>
/// <c>self_signed_tls_client_auth</c> (RFC 8705 §2.2): the TLS handshake proved the private key, the registered
/// thumbprint says whose it is. Chains do not matter, validity in time does.
/// </summary>
internal sealed class ClientCertificates(TimeProvider clock)
{
    /// <summary>The certificate of this connection, when it has one that is valid now.</summary>
    public X509Certificate2? Find(HttpContext context)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return context.Connection.ClientCertificate is { } certificate
            && certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime()
            ? certificate
            : null;
    }

    /// <summary><c>x5t#S256</c>.</summary>
    public static string ThumbprintOf(X509Certificate2 certificate) =>
        Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    public string? FaultOf(HttpContext context, Client client)
    {
        if (Find(context) is not { } certificate)
        {
            return "neither a client assertion nor a valid certificate was presented";
        }

        return client.CertificateThumbprints.Contains(ThumbprintOf(certificate)) ? null : "the certificate is not registered";
    }
}
