// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Issuing;

/// <summary>A node's own metadata, signed.</summary>
public static class NodeMetadataDocument
{
    /// <param name="node">The node.</param>
    /// <param name="contacts">Who runs it; null leaves it out.</param>
    /// <param name="now">Time of signing.</param>
    /// <param name="validity">How long it may be used.</param>
    /// <param name="metadataKey">Key that signs metadata; null takes the one that signs messages.</param>
    /// <param name="nextSigning">Certificate of the key that will sign messages next, published beside the current one.</param>
    public static byte[] Create(
        EidasNode node,
        PublishedContacts? contacts,
        DateTimeOffset now,
        TimeSpan validity,
        SigningKey? metadataKey = null,
        X509Certificate2? nextSigning = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        var role = new XElement(
            SamlNames.Md + "IDPSSODescriptor",
            new XAttribute("WantAuthnRequestsSigned", "true"),
            new XAttribute("protocolSupportEnumeration", SamlNames.Protocol),
            MetadataElements.RoleExtensions(node.Country),
            MetadataElements.SigningKeyDescriptor(node.SigningKey.Certificate),
            nextSigning is null ? null : MetadataElements.SigningKeyDescriptor(nextSigning),
            MetadataElements.NameIdFormats(),
            new XElement(
                SamlNames.Md + "SingleSignOnService",
                new XAttribute("Binding", SamlNames.HttpPost),
                new XAttribute("Location", node.SingleSignOnService)),
            EidasAttributes.All
                .Where(attribute => attribute.Set is AttributeSet.NaturalPerson or AttributeSet.LegalPerson)
                .OrderBy(attribute => attribute.Uri, StringComparer.Ordinal)
                .Select(Supported));

        var entityAttributes = new List<XElement>();
        if (node.AssuranceLevels.Count > 0)
        {
            entityAttributes.Add(MetadataElements.EntityAttribute(SamlNames.AssuranceCertification, node.AssuranceLevels));
        }

        if (node.WantsRequesterId)
        {
            entityAttributes.Add(MetadataElements.EntityAttribute(SamlNames.EntityCategory, [SamlNames.RequesterIdWanted]));
        }

        return MetadataElements.Sign(
            node.EntityId,
            now + validity,
            MetadataElements.Extensions(entityAttributes, spType: null, SignatureProfile.Eidas),
            role,
            contacts,
            metadataKey ?? node.SigningKey);
    }

    private static XElement Supported(EidasAttribute attribute) => new(
        SamlNames.Saml + "Attribute",
        new XAttribute(XNamespace.Xmlns + "saml2", SamlNames.Saml),
        new XAttribute("FriendlyName", attribute.FriendlyName),
        new XAttribute("Name", attribute.Uri),
        new XAttribute("NameFormat", SamlNames.AttributeNameUri));
}
