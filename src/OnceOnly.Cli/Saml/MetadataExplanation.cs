// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Explains the metadata of a node or a service provider.</summary>
internal static class MetadataExplanation
{
    public static void Write(XmlElement entity, Explanation explanation, bool endsWithItsList = false)
    {
        explanation.Title("Metadata of one entity (EntityDescriptor).");
        explanation.Fact("entityID", entity.Attribute("entityID"));
        explanation.Fact("valid until", entity.Attribute("validUntil"));
        explanation.Signature(entity);
        WriteExtensions(entity, explanation);
        foreach (var role in entity.Children(SamlNames.Metadata, "IDPSSODescriptor"))
        {
            explanation.Title("As an identity provider (an eIDAS node or connector):");
            WriteRole(role, "SingleSignOnService", explanation);
        }

        foreach (var role in entity.Children(SamlNames.Metadata, "SPSSODescriptor"))
        {
            explanation.Title("As a service provider:");
            WriteRole(role, "AssertionConsumerService", explanation);
        }

        explanation.Remark(
            entity.Attribute("validUntil") is null && !endsWithItsList,
            "Without validUntil the metadata are refused where a signature is what they are believed for.");
    }

    private static void WriteExtensions(XmlElement entity, Explanation explanation)
    {
        var extensions = entity.Children(SamlNames.Metadata, "Extensions").ToList();
        foreach (var spType in extensions.SelectMany(found => found.Children(SamlNames.EidasExtensions, "SPType")))
        {
            explanation.Fact("sector", Explanation.TextOf(spType));
        }

        foreach (var attribute in extensions
            .SelectMany(found => found.Children(SamlNames.MetadataAttributes, "EntityAttributes"))
            .SelectMany(list => list.Children(SamlNames.Assertion, "Attribute")))
        {
            var values = attribute.Children(SamlNames.Assertion, "AttributeValue").Select(Explanation.TextOf);
            explanation.Fact("declares", $"{attribute.Attribute("Name")}: {string.Join(" ", values)}");
        }
    }

    private static void WriteRole(XmlElement role, string endpoint, Explanation explanation)
    {
        foreach (var country in role.Children(SamlNames.Metadata, "Extensions")
            .SelectMany(found => found.Children(SamlNames.EidasExtensions, "NodeCountry")))
        {
            explanation.Fact("country", Explanation.TextOf(country));
        }

        foreach (var service in role.Children(SamlNames.Metadata, endpoint))
        {
            explanation.Fact("endpoint", $"{service.Attribute("Location")} ({service.Attribute("Binding")})");
        }

        foreach (var descriptor in role.Children(SamlNames.Metadata, "KeyDescriptor"))
        {
            foreach (var certificate in descriptor.Children(XmlNames.Signature, "KeyInfo")
                .SelectMany(info => info.Children(XmlNames.Signature, "X509Data"))
                .SelectMany(data => data.Children(XmlNames.Signature, "X509Certificate")))
            {
                explanation.Fact("key for " + (descriptor.Attribute("use") ?? "both"), Describe(certificate));
            }
        }
    }

    private static string Describe(XmlElement element)
    {
        try
        {
            if (ElementText.TryGetBase64(element, out var bytes))
            {
                using var certificate = X509CertificateLoader.LoadCertificate(bytes);
                using var rsa = certificate.GetRSAPublicKey();
                using var ecdsa = certificate.GetECDsaPublicKey();
                var kind = rsa is not null ? $"RSA {rsa.KeySize}" : ecdsa is not null ? $"elliptic curve {ecdsa.KeySize}" : "unknown kind";
                return $"{kind}, {certificate.Subject}, until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";
            }
        }
        catch (CryptographicException)
        {
            // Told below.
        }

        return "not a certificate that can be read";
    }
}
