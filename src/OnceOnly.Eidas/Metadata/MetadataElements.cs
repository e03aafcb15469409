// SPDX-License-Identifier: EUPL-1.2

using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Metadata;

/// <summary>What the metadata of both roles is made of.</summary>
internal static class MetadataElements
{
    private static readonly XNamespace Ds = XmlNames.Signature;
    private static readonly XNamespace Xenc11 = XmlNames.Encryption11;

    // The version as it was released; the commit after the plus sign is nobody's business.
    private static readonly string Application = "OnceOnly.Gateway:" + typeof(MetadataElements).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static byte[] Sign(
        string entityId,
        DateTimeOffset validUntil,
        XElement extensions,
        XElement role,
        PublishedContacts? contacts,
        SigningKey key)
    {
        var descriptor = new XElement(
            SamlNames.Md + "EntityDescriptor",
            new XAttribute(XNamespace.Xmlns + "md", SamlNames.Md),
            new XAttribute(XNamespace.Xmlns + "ds", Ds),
            new XAttribute("ID", SamlId.Create()),
            new XAttribute("entityID", entityId),
            new XAttribute("validUntil", SamlInstant.Format(validUntil)),
            extensions,
            role,
            Contacts(contacts));
        var document = XmlOutput.ToDocument(descriptor);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", key);
        return XmlOutput.ToBytes(document);
    }

    /// <summary>Extensions of the entity: protocol version, application, other attributes, SPType, algorithms.</summary>
    public static XElement Extensions(IEnumerable<XElement> entityAttributes, XElement? spType, SignatureProfile profile) => new(
        SamlNames.Md + "Extensions",
        new XElement(
            SamlNames.MdAttr + "EntityAttributes",
            new XAttribute(XNamespace.Xmlns + "mdattr", SamlNames.MdAttr),
            EntityAttribute(SamlNames.ProtocolVersion, ["1.2", "1.4"]),
            EntityAttribute(SamlNames.ApplicationIdentifier, [Application]),
            entityAttributes),
        spType,
        DigestAlgorithm.All.Select(uri => Algorithm("DigestMethod", uri)),
        profile.Algorithms.Select(algorithm => Algorithm("SigningMethod", algorithm.Uri)));

    public static XElement EntityAttribute(string name, IEnumerable<string> values) => new(
        SamlNames.Saml + "Attribute",
        new XAttribute(XNamespace.Xmlns + "saml2", SamlNames.Saml),
        new XAttribute("Name", name),
        new XAttribute("NameFormat", SamlNames.AttributeNameUri),
        values.Select(value => new XElement(SamlNames.Saml + "AttributeValue", value)));

    /// <summary>Extensions of the role, before its keys; null where no country is said.</summary>
    public static XElement? RoleExtensions(string? country) =>
        country is null ? null : new XElement(SamlNames.Md + "Extensions", EidasElement("NodeCountry", country));

    public static XElement EidasElement(string name, string value) => new(
        SamlNames.Eidas + name, new XAttribute(XNamespace.Xmlns + "eidas", SamlNames.Eidas), value);

    /// <summary>What every eIDAS node and service provider must speak.</summary>
    public static IEnumerable<XElement> NameIdFormats() =>
        new[] { NameIdFormat.Persistent, NameIdFormat.Transient, NameIdFormat.Unspecified }
            .Select(format => new XElement(SamlNames.Md + "NameIDFormat", format));

    public static XElement SigningKeyDescriptor(X509Certificate2 certificate) => KeyDescriptor("signing", certificate);

    public static XElement EncryptionKeyDescriptor(X509Certificate2 certificate)
    {
        var descriptor = KeyDescriptor("encryption", certificate);
        descriptor.Add(
            EncryptionMethod(EncryptionAlgorithms.Aes256Gcm),
            EncryptionMethod(EncryptionAlgorithms.Aes192Gcm),
            EncryptionMethod(EncryptionAlgorithms.Aes128Gcm));
        descriptor.Add(IsRsa(certificate)
            ? [EncryptionMethod(EncryptionAlgorithms.RsaOaep, Digest(), Mgf1Sha256())]
            : [EncryptionMethod(EncryptionAlgorithms.EcdhEs), EncryptionMethod(EncryptionAlgorithms.KeyWrapAes256)]);
        return descriptor;
    }

    // Saying which digest and mask tells senders not to use the older forms, which are opened for few connectors.
    private static XElement Digest() => new(Ds + "DigestMethod", new XAttribute("Algorithm", DigestAlgorithm.Sha256));

    private static XElement Mgf1Sha256() => new(
        Xenc11 + "MGF",
        new XAttribute(XNamespace.Xmlns + "xenc11", Xenc11),
        new XAttribute("Algorithm", EncryptionAlgorithms.Mgf1Sha256));

    private static bool IsRsa(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        return rsa is not null;
    }

    private static XElement KeyDescriptor(string use, X509Certificate2 certificate) => new(
        SamlNames.Md + "KeyDescriptor",
        new XAttribute("use", use),
        new XElement(
            Ds + "KeyInfo",
            new XElement(
                Ds + "X509Data",
                new XElement(Ds + "X509Certificate", Convert.ToBase64String(certificate.RawData)))));

    private static XElement EncryptionMethod(string algorithm, params object[] parameters) =>
        new(SamlNames.Md + "EncryptionMethod", new XAttribute("Algorithm", algorithm), parameters);

    private static XElement Algorithm(string name, string uri) => new(
        SamlNames.Alg + name,
        new XAttribute(XNamespace.Xmlns + "alg", SamlNames.Alg),
        new XAttribute("Algorithm", uri));

    private static IEnumerable<XElement> Contacts(PublishedContacts? contacts)
    {
        if (contacts is null)
        {
            return [];
        }

        XAttribute English() => new(XNamespace.Xml + "lang", "en");
        XElement Person(string type, string email) => new(
            SamlNames.Md + "ContactPerson",
            new XAttribute("contactType", type),
            new XElement(SamlNames.Md + "Company", contacts.OrganizationName),
            new XElement(SamlNames.Md + "EmailAddress", "mailto:" + email));
        return
        [
            new XElement(
                SamlNames.Md + "Organization",
                new XElement(SamlNames.Md + "OrganizationName", English(), contacts.OrganizationName),
                new XElement(SamlNames.Md + "OrganizationDisplayName", English(), contacts.OrganizationName),
                new XElement(SamlNames.Md + "OrganizationURL", English(), contacts.OrganizationUrl)),
            Person("support", contacts.SupportEmail),
            Person("technical", contacts.TechnicalEmail),
        ];
    }
}
