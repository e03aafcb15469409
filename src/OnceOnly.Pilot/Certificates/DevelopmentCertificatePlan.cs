// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Pilot.Certificates;

/// <summary>What a folder of development certificates holds, and how each is made.</summary>
internal static class DevelopmentCertificatePlan
{
    /// <summary>What eIDAS asks of RSA.</summary>
    private const int RsaBits = 3072;

    /// <summary>Enough for AS4 on one machine, and ready at once.</summary>
    private const int As4RsaBits = 2048;

    /// <summary>Clients that sign assertions.</summary>
    private static readonly string[] JwtClients = ["aegina-services", "shell-dpop"];

    /// <summary>Clients that show a certificate.</summary>
    private static readonly string[] TlsClients = ["syros-housing", "shell-mtls"];

    private static readonly Dictionary<string, string[]> Servers = new(StringComparer.Ordinal)
    {
        ["gateway-tls"] = ["localhost"],
        ["documents-tls"] = ["127.0.0.1"],
        ["node-tls"] = ["127.0.0.1"],
        ["eservices-tls"] = ["::1", "127.0.0.2"],
        ["callback-tls"] = ["127.0.0.1"],
        ["common-services-tls"] = ["127.0.0.1"],
        ["finland-tls"] = ["finland.localhost", "127.0.0.1"],
    };

    private static readonly Dictionary<string, Func<AsymmetricAlgorithm>> SelfSigned = new(StringComparer.Ordinal)
    {
        ["gateway-saml-rsa"] = Rsa,
        ["gateway-saml-ec"] = Ec,
        ["gateway-saml-encryption"] = Rsa,
        ["gateway-saml-metadata"] = Ec,
        ["node-saml-rsa"] = Rsa,
        ["node-saml-ec"] = Ec,
        ["node-saml-metadata"] = Ec,
        ["finland-saml-ec"] = Ec,
        ["finland-saml-encryption"] = Rsa,
        ["finland-saml-metadata"] = Ec,
    };

    /// <summary>Access points, which sign and are encrypted to with one key.</summary>
    private static readonly string[] AccessPoints = ["gateway-as4", "finland-as4"];

    /// <summary>Every certificate of the folder by name.</summary>
    public static IEnumerable<string> Names =>
        ["ca", "common-services-seal", .. Servers.Keys, .. SelfSigned.Keys, .. AccessPoints, .. JwtClients, .. TlsClients];

    public static void Make(DevelopmentCertificates certificates, DateTimeOffset now)
    {
        DevelopmentAuthority.Create(certificates.Authority, now);
        using var authority = new DevelopmentAuthority(certificates.Authority.Load());
        foreach (var (name, hosts) in Servers)
        {
            authority.IssueServer(certificates.At(name), hosts, now);
        }

        authority.IssueSigner(certificates.At("common-services-seal"), "Pilot common services", now);
        foreach (var name in AccessPoints)
        {
            using var key = RSA.Create(As4RsaBits);
            DevelopmentAuthority.CreateSelfSigned(certificates.At(name), name, key, now, keyFileHoldsBoth: true);
        }

        foreach (var (name, algorithm) in SelfSigned)
        {
            using var key = algorithm();
            DevelopmentAuthority.CreateSelfSigned(certificates.At(name), name, key, now);
        }

        foreach (var client in JwtClients.Concat(TlsClients))
        {
            using var key = Ec();
            DevelopmentAuthority.CreateSelfSigned(certificates.At(client), client, key, now);
            if (JwtClients.Contains(client, StringComparer.Ordinal))
            {
                File.WriteAllText(certificates.Client(client).JwksPath, ClientKeys.JwksOf(key));
            }
        }
    }

    private static RSA Rsa() => RSA.Create(RsaBits);

    private static ECDsa Ec() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
