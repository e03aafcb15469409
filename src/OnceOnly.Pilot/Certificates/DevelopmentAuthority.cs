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
        Issue(file, hosts[0], now, new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false), Names(hosts));
    }

    /// <summary>A certificate for signing.</summary>
    public void IssueSigner(CertificateFile file, string name, DateTimeOffset now) => Issue(file, name, now);

    /// <summary>A certificate that stands for its key alone: SAML partners pin it, OAuth servers compare its thumbprint.</summary>
    public static void CreateSelfSigned(CertificateFile file, string name, AsymmetricAlgorithm key, DateTimeOffset now, bool keyFileHoldsBoth = false)
    {
        var subject = new X500DistinguishedName($"CN={name}");
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now - Leeway, now + ServerLifetime);
        file.Write(certificate, key, keyFileHoldsBoth);
    }

    public void Dispose() => certificate.Dispose();

    private void Issue(CertificateFile file, string name, DateTimeOffset now, params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        using var issued = request.Create(certificate, now - Leeway, now + ServerLifetime, serial);
        file.Write(issued, key);
    }

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
