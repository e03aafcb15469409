// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.EDelivery.Envelopes;

/// <summary>Writes an envelope with an empty body; the parts of its header carry the identifiers a signature refers to.</summary>
internal static class EnvelopeWriter
{
    private static readonly XNamespace Soap = EbmsNames.Soap;
    private static readonly XNamespace Eb = EbmsNames.Ebms;
    private static readonly XNamespace Wsu = EbmsNames.SecurityUtility;
    private static readonly XNamespace Wsse = EbmsNames.SecurityExtension;

    /// <param name="message">A UserMessage or SignalMessage element.</param>
    /// <returns>The envelope with an empty Security header.</returns>
    public static Envelope Write(XElement message)
    {
        var document = XmlOutput.ToDocument(new XElement(
            Soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "S12", Soap),
            new XAttribute(XNamespace.Xmlns + "wsu", Wsu),
            new XElement(
                Soap + "Header",
                new XElement(
                    Wsse + "Security",
                    new XAttribute(XNamespace.Xmlns + "wsse", Wsse),
                    new XAttribute(Soap + "mustUnderstand", "true")),
                new XElement(
                    Eb + "Messaging",
                    new XAttribute(XNamespace.Xmlns + "eb", Eb),
                    new XAttribute(Soap + "mustUnderstand", "true"),
                    new XAttribute(Wsu + "Id", NewId()),
                    message)),
            new XElement(Soap + "Body", new XAttribute(Wsu + "Id", NewId()))));
        var header = (XmlElement)document.DocumentElement!.FirstChild!;
        return new Envelope((XmlElement)header.LastChild!, (XmlElement)header.FirstChild!, (XmlElement)document.DocumentElement.LastChild!);
    }

    public static string NewId() => "_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
