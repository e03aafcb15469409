// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Pilot.Certificates;

/// <summary>What a folder of development certificates holds, and how each is made.</summary>
internal static class DevelopmentCertificatePlan
{
    private const int RsaBits = 3072;

    /// <summary>Client identifiers of the pilot's e-services and of a person at a shell.</summary>
    public static readonly string[] Clients = ["aegina-services", "syros-housing", "shell"];

    private static readonly Dictionary<string, string[]> Servers = new(StringComparer.Ordinal)
    {
        ["gateway-tls"] = ["localhost"],
        ["node-tls"] = ["127.0.0.1"],
        ["eservices-tls"] = ["::1"],
        ["registries-tls"] = ["localhost", "127.0.0.1", "::1"],
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
    };

    /// <summary>Every certificate of the folder by name.</summary>
    public static IEnumerable<string> Names =>
        ["ca", .. Servers.Keys, .. SelfSigned.Keys, .. Clients.SelectMany(client => new[] { client + "-tls", client + "-jwt" })];

    public static void Make(DevelopmentCertificates certificates, DateTimeOffset now)
    {
        DevelopmentAuthority.Create(certificates.Authority, now);
        using var authority = new DevelopmentAuthority(certificates.Authority.Load());
        foreach (var (name, hosts) in Servers)
        {
            authority.IssueServer(certificates.At(name), hosts, now);
        }

        foreach (var (name, algorithm) in SelfSigned)
        {
            using var key = algorithm();
            DevelopmentAuthority.CreateSelfSigned(certificates.At(name), name, key, now);
        }

        foreach (var client in Clients)
        {
            var keys = certificates.Client(client);
            using var tls = Ec();
            DevelopmentAuthority.CreateSelfSigned(keys.Tls, client, tls, now);
            using var assertion = Ec();
            DevelopmentAuthority.CreateSelfSigned(keys.Assertion, client, assertion, now);
            File.WriteAllText(keys.JwksPath, ClientKeys.JwksOf(assertion));
        }
    }

    private static RSA Rsa() => RSA.Create(RsaBits);

    private static ECDsa Ec() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
