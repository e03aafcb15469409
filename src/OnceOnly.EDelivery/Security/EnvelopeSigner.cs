// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.EDelivery.Envelopes;
using OnceOnly.EDelivery.Messages;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Security;

/// <summary>Signs an envelope: header, body, and whatever attachments there are.</summary>
internal static class EnvelopeSigner
{
    private static readonly XNamespace Wsse = EbmsNames.SecurityExtension;

    public static XmlElement Sign(Envelope envelope, SigningKey key, IReadOnlyList<ReferenceToSign> attachments)
    {
        var token = AddToken(envelope, key.Certificate, before: null);
        var document = envelope.Body.OwnerDocument;
        var keyInfo = document.CreateElement("wsse", "SecurityTokenReference", EbmsNames.SecurityExtension);
        var reference = (XmlElement)keyInfo.AppendChild(document.CreateElement("wsse", "Reference", EbmsNames.SecurityExtension))!;
        reference.SetAttribute("URI", "#" + token);
        reference.SetAttribute("ValueType", EbmsNames.X509Token);
        return DetachedSigner.Sign(
            envelope.Security!,
            [
                ReferenceToSign.To(envelope.Messaging, envelope.Messaging.GetAttribute("Id", EbmsNames.SecurityUtility)),
                ReferenceToSign.To(envelope.Body, envelope.Body.GetAttribute("Id", EbmsNames.SecurityUtility)),
                .. attachments,
            ],
            key,
            keyInfo);
    }

    /// <summary>Adds a certificate as BinarySecurityToken.</summary>
    /// <returns>Its identifier.</returns>
    public static string AddToken(Envelope envelope, X509Certificate2 certificate, XmlElement? before)
    {
        var id = EnvelopeWriter.NewId();
        var token = envelope.Body.OwnerDocument.CreateElement("wsse", "BinarySecurityToken", EbmsNames.SecurityExtension);
        token.SetAttribute("EncodingType", EbmsNames.Base64Binary);
        token.SetAttribute("ValueType", EbmsNames.X509Token);
        token.SetAttribute("Id", EbmsNames.SecurityUtility, id);
        token.InnerText = Convert.ToBase64String(certificate.RawData);
        envelope.Security!.InsertBefore(token, before);
        return id;
    }

    public static XElement ReferenceTo(string token) =>
        new(
            Wsse + "SecurityTokenReference",
            new XAttribute(XNamespace.Xmlns + "wsse", Wsse),
            new XElement(Wsse + "Reference", new XAttribute("URI", "#" + token), new XAttribute("ValueType", EbmsNames.X509Token)));

    /// <summary>What a signature of ours covers.</summary>
    public static IReadOnlyList<AcknowledgedPart> SignedParts(XmlElement signature) =>
    [
        .. signature.Children(XmlNames.Signature, "SignedInfo")
            .SelectMany(info => info.Children(XmlNames.Signature, "Reference"))
            .Select(reference => new AcknowledgedPart(
                reference.GetAttribute("URI"),
                reference.Children(XmlNames.Signature, "DigestMethod").First().GetAttribute("Algorithm"),
                Convert.FromBase64String(reference.Children(XmlNames.Signature, "DigestValue").First().InnerText))),
    ];
}
