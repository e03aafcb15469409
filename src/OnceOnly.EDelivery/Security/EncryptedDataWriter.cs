// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.EDelivery.Messages;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.EDelivery.Security;

/// <summary>Writes what <see cref="EncryptedAttachment"/> reads.</summary>
internal static class EncryptedDataWriter
{
    private static readonly XNamespace Xenc = XmlNames.Encryption;
    private static readonly XNamespace Ds = XmlNames.Signature;
    private static readonly XNamespace Wsse = EbmsNames.SecurityExtension;
    private static readonly XNamespace Wsse11 = EbmsNames.SecurityExtension11;

    public static XElement Write(string id, string contentId, string keyId) =>
        new(
            Xenc + "EncryptedData",
            new XAttribute(XNamespace.Xmlns + "xenc", Xenc),
            new XAttribute("Id", id),
            new XAttribute("MimeType", EbmsNames.Gzip),
            new XAttribute("Type", EbmsNames.AttachmentContentOnly),
            new XElement(Xenc + "EncryptionMethod", new XAttribute("Algorithm", EncryptionAlgorithms.Aes128Gcm)),
            new XElement(
                Ds + "KeyInfo",
                new XAttribute(XNamespace.Xmlns + "ds", Ds),
                new XElement(
                    Wsse + "SecurityTokenReference",
                    new XAttribute(XNamespace.Xmlns + "wsse", Wsse),
                    new XAttribute(XNamespace.Xmlns + "wsse11", Wsse11),
                    new XAttribute(Wsse11 + "TokenType", EbmsNames.EncryptedKeyToken),
                    new XElement(Wsse + "Reference", new XAttribute("URI", "#" + keyId)))),
            new XElement(
                Xenc + "CipherData",
                new XElement(
                    Xenc + "CipherReference",
                    new XAttribute("URI", ContentReference.Write(contentId)),
                    new XElement(
                        Xenc + "Transforms",
                        new XElement(
                            Ds + "Transform",
                            new XAttribute(XNamespace.Xmlns + "ds", Ds),
                            new XAttribute("Algorithm", EbmsNames.AttachmentCiphertext))))));
}
