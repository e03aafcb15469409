// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Cli.Saml;

/// <summary>Explains the metadata of a node or a service provider.</summary>
internal static class MetadataExplanation
{
    /// <param name="entity">The EntityDescriptor.</param>
    /// <param name="explanation">Where it is explained.</param>
    /// <param name="endsWithItsList">Whether the list it stands in has an end.</param>
    /// <param name="verdict">What is known of its signature.</param>
    public static void Write(XmlElement entity, Explanation explanation, bool endsWithItsList = false, string verdict = Explanation.NotVerified)
    {
        explanation.Title("Metadata of one entity (EntityDescriptor).");
        explanation.Fact("entityID", entity.Attribute("entityID"));
        explanation.Fact("valid until", entity.Attribute("validUntil"));
        explanation.Signature(entity, verdict);
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
            WriteKeys(descriptor, explanation);
        }
    }

    private static void WriteKeys(XmlElement descriptor, Explanation explanation)
    {
        var label = "key for " + (descriptor.Attribute("use") ?? "both");
        var counted = PublishedKeys.CertificatesOf(descriptor).Select(certificate => certificate.Thumbprint).ToHashSet(StringComparer.Ordinal);
        foreach (var keyInfo in descriptor.Children(XmlNames.Signature, "KeyInfo"))
        {
            var elements = keyInfo.Children(XmlNames.Signature, "X509Data")
                .SelectMany(data => data.Children(XmlNames.Signature, "X509Certificate")).ToList();
            foreach (var element in elements)
            {
                using var certificate = Load(element);
                explanation.Fact(
                    certificate is null || counted.Contains(certificate.Thumbprint) ? label : "no key of theirs",
                    certificate is null ? "not a certificate that can be read" : Describe(certificate));
            }

            if (elements.Count == 0 && VerificationKey.TryFromKeyInfo(keyInfo, out var bare))
            {
                explanation.Fact(label, $"{bare}, without a certificate");
            }
        }
    }

    private static string Describe(X509Certificate2 certificate)
    {
        var kind = VerificationKey.TryFromCertificate(certificate, out var key) ? key.ToString() : "unknown kind";
        return $"{kind}, {certificate.Subject}, until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";
    }

    private static X509Certificate2? Load(XmlElement element)
    {
        try
        {
            return ElementText.TryGetBase64(element, out var bytes) ? X509CertificateLoader.LoadCertificate(bytes) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
