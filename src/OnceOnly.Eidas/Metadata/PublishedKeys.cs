// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Metadata;

/// <summary>Reads the KeyDescriptors of a role. A descriptor without <c>use</c> serves both uses.</summary>
public static class PublishedKeys
{
    // Two are listed while one replaces the other; more than a handful is somebody trying things.
    private const int MaximumPerUse = 8;

    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>The keys that verify; those of certificates, or bare ones where a descriptor has no certificate.</summary>
    public static IReadOnlyList<VerificationKey> Signing(XmlElement role)
    {
        ArgumentNullException.ThrowIfNull(role);
        var keys = new List<VerificationKey>();
        foreach (var keyInfo in KeyInfos(role, "signing").DistinctBy(TextOf, StringComparer.Ordinal).Take(MaximumPerUse))
        {
            var certificates = Certificates(keyInfo).ToList();
            foreach (var certificate in certificates)
            {
                if (VerificationKey.TryFromCertificate(certificate, out var key))
                {
                    keys.Add(key);
                }
            }

            if (certificates.Count == 0 && VerificationKey.TryFromKeyInfo(keyInfo, out var bare))
            {
                keys.Add(bare);
            }
        }

        return keys;
    }

    /// <summary>The first certificate with an RSA or elliptic-curve key to encrypt to; one for RSASSA-PSS only signs.</summary>
    public static X509Certificate2? Encryption(XmlElement role) => KeyInfos(role, "encryption")
        .SelectMany(Certificates)
        .FirstOrDefault(certificate => certificate.PublicKey.Oid.Value is RsaEncryption or EllipticCurve);

    /// <summary>The certificates of one descriptor whose keys count: those of their issuers, sent along, do not.</summary>
    public static IReadOnlyList<X509Certificate2> CertificatesOf(XmlElement keyDescriptor)
    {
        ArgumentNullException.ThrowIfNull(keyDescriptor);
        return [.. keyDescriptor.Children(XmlNames.Signature, "KeyInfo").SelectMany(Certificates)];
    }

    private static IEnumerable<XmlElement> KeyInfos(XmlElement role, string use) => role
        .Children(SamlNames.Metadata, "KeyDescriptor")
        .Where(descriptor => descriptor.Attribute("use") is null || descriptor.Attribute("use") == use)
        .SelectMany(descriptor => descriptor.Children(XmlNames.Signature, "KeyInfo"));

    // Everything in a KeyInfo is about one key (XML Signature §4.5), so that certificates of others in it are the way to its
    // issuer, and whoever issues certificates does not thereby speak for the node.
    private static IEnumerable<X509Certificate2> Certificates(XmlElement keyInfo)
    {
        var sets = keyInfo.Children(XmlNames.Signature, "X509Data").Take(MaximumPerUse).Select(Read).ToList();
        var all = sets.SelectMany(set => set).ToList();
        return sets.Select(set => OfKey(set, all)).OfType<X509Certificate2>();
    }

    // With one that cannot be read nobody knows which is which.
    private static List<X509Certificate2> Read(XmlElement data)
    {
        var certificates = data.Children(XmlNames.Signature, "X509Certificate").Take(MaximumPerUse).Select(Load).ToList();
        return certificates.Contains(null) ? [] : [.. certificates.OfType<X509Certificate2>()];
    }

    private static X509Certificate2? OfKey(List<X509Certificate2> set, List<X509Certificate2> all) =>
        set.Find(one => !all.Exists(other => IsIssuedBy(other, one) && !IsIssuedBy(other, other)));

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData);

    private static string TextOf(XmlElement keyInfo) =>
        string.Concat(keyInfo.InnerXml.Where(letter => !char.IsWhiteSpace(letter)));

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
