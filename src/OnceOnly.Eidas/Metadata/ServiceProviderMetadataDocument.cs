// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Metadata;

/// <summary>Our own metadata, signed, to be served at the URL that is our entityID.</summary>
public static class ServiceProviderMetadataDocument
{
    /// <param name="provider">Who we are.</param>
    /// <param name="contacts">Who runs it; nodes ask for it, the library does not.</param>
    /// <param name="now">Time of signing.</param>
    /// <param name="validity">How long it may be used; a day is what nodes do themselves.</param>
    /// <param name="metadataKey">Key that signs metadata; best another one than signs messages. Null takes that one.</param>
    /// <param name="nextSigning">Certificate of the key that will sign messages next, so that nodes know it before it does.</param>
    /// <exception cref="ArgumentException">No decryption key has a certificate to publish, or nodes would not take a key (<see cref="EidasKey"/>).</exception>
    public static byte[] Create(
        SamlServiceProvider provider,
        PublishedContacts? contacts,
        DateTimeOffset now,
        TimeSpan validity,
        SigningKey? metadataKey = null,
        X509Certificate2? nextSigning = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        EidasKey.ThrowIfUnfit(metadataKey?.Certificate, nameof(metadataKey));
        EidasKey.ThrowIfUnfit(nextSigning, nameof(nextSigning));
        var encryption = provider.DecryptionKeys.Select(key => key.Certificate).FirstOrDefault(certificate => certificate is not null)
            ?? throw new ArgumentException("No decryption key has a certificate to publish.", nameof(provider));

        var role = new XElement(
            SamlNames.Md + "SPSSODescriptor",
            new XAttribute("AuthnRequestsSigned", "true"),
            new XAttribute("WantAssertionsSigned", "true"),
            new XAttribute("protocolSupportEnumeration", SamlNames.Protocol),
            MetadataElements.RoleExtensions(provider.Country),
            MetadataElements.SigningKeyDescriptor(provider.SigningKey.Certificate),
            nextSigning is null ? null : MetadataElements.SigningKeyDescriptor(nextSigning),
            MetadataElements.EncryptionKeyDescriptor(encryption),
            MetadataElements.NameIdFormats(),
            new XElement(
                SamlNames.Md + "AssertionConsumerService",
                new XAttribute("Binding", SamlNames.HttpPost),
                new XAttribute("Location", provider.AssertionConsumerService),
                new XAttribute("index", "0"),
                new XAttribute("isDefault", "true")));
        var spType = provider.SpTypeInMetadata ? MetadataElements.EidasElement("SPType", SpTypeText.Of(provider.SpType)) : null;
        return MetadataElements.Sign(
            provider.EntityId,
            now + validity,
            MetadataElements.Extensions([], spType, SignatureProfile.Eidas),
            role,
            contacts,
            metadataKey ?? provider.SigningKey);
    }
}
