// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>Metadata documents to be altered, without signature.</summary>
internal static class Documents
{
    public static readonly XNamespace Md = "urn:oasis:names:tc:SAML:2.0:metadata";
    public static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";
    public static readonly XNamespace EidasNs = "http://eidas.europa.eu/saml-extensions";

    /// <summary>A certificate with a key of a kind that nobody signs or encrypts with here.</summary>
    public static X509Certificate2 OfUnknownKind { get; } = UnknownKind();

    public static XElement OfNode(EidasNode? node = null) =>
        Opened.Unsigned(NodeMetadataDocument.Create(node ?? Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)));

    public static XElement OfProvider(SamlServiceProvider? provider = null) =>
        Opened.Unsigned(ServiceProviderMetadataDocument.Create(provider ?? Actors.Us, null, Actors.Now, TimeSpan.FromDays(1)));

    public static byte[] Bytes(XElement document) => Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));

    public static byte[] Signed(XElement document, SigningKey? key = null)
    {
        var signed = XmlOutput.ToDocument(document);
        EnvelopedSigner.Sign(signed.DocumentElement!, "ID", key ?? new SigningKey(TestKeys.NodeP256));
        return XmlOutput.ToBytes(signed);
    }

    public static XElement KeyDescriptor(string? use, params X509Certificate2[] certificates) => new(
        Md + "KeyDescriptor",
        use is null ? null : new XAttribute("use", use),
        new XElement(Ds + "KeyInfo", new XElement(Ds + "X509Data", certificates.Select(Certificate))));

    public static XElement Certificate(X509Certificate2 certificate) =>
        new(Ds + "X509Certificate", Convert.ToBase64String(certificate.RawData));

    // The algorithm is DSA's; a key pair of it is not needed to say so.
    private static X509Certificate2 UnknownKind()
    {
        using var issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new PublicKey(new Oid("1.2.840.10040.4.1"), new AsnEncodedData([5, 0]), new AsnEncodedData([2, 1, 5]));
        return new CertificateRequest(new X500DistinguishedName("CN=test"), key, HashAlgorithmName.SHA256).Create(
            new X500DistinguishedName("CN=test"),
            X509SignatureGenerator.CreateForECDsa(issuer),
            Actors.Now.AddDays(-1),
            Actors.Now.AddDays(1),
            [1]);
    }
}
