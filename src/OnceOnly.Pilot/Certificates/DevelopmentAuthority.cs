// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Pilot.Certificates;

/// <summary>The development CA: everything that speaks TLS in the pilot has its certificate from here.</summary>
internal sealed class DevelopmentAuthority(X509Certificate2 certificate) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(10 * 365);
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(365);

    /// <summary>Clocks of a phone or a container may be a little behind.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromHours(1);

    public static void Create(CertificateFile file, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OnceOnly development CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.CreateSelfSigned(now - Leeway, now + Lifetime);
        file.Write(certificate, key);
    }

    /// <summary>A TLS server certificate for host names and addresses.</summary>
    public void IssueServer(CertificateFile file, IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={hosts[0]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(Names(hosts));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        using var issued = request.Create(certificate, now - Leeway, now + ServerLifetime, serial);
        file.Write(issued, key);
    }

    /// <summary>A certificate that stands for its key alone: SAML partners pin it, OAuth servers compare its thumbprint.</summary>
    public static void CreateSelfSigned(CertificateFile file, string name, AsymmetricAlgorithm key, DateTimeOffset now)
    {
        var subject = new X500DistinguishedName($"CN={name}");
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now - Leeway, now + ServerLifetime);
        file.Write(certificate, key);
    }

    public void Dispose() => certificate.Dispose();

    private static X509Extension Names(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }
}
