// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Envelopes;

/// <summary>A SOAP 1.2 envelope with the two header blocks this library knows; taken apart, nothing verified.</summary>
/// <param name="Messaging">The one <c>eb:Messaging</c>.</param>
/// <param name="Security">The one <c>wsse:Security</c>, or null.</param>
/// <param name="Body">The SOAP body.</param>
public sealed record Envelope(XmlElement Messaging, XmlElement? Security, XmlElement Body)
{
    /// <summary>256 KiB: headers with long certificates and dozens of parts are far smaller.</summary>
    private static readonly XmlLimits Limits = XmlLimits.Message;

    /// <param name="bytes">UTF-8.</param>
    /// <param name="envelope">What was found.</param>
    /// <param name="problem">Why not; a sentence without values from the message.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Envelope? envelope, [NotNullWhen(false)] out string? problem)
    {
        envelope = null;
        if (!SafeXml.TryRead(bytes, Limits, out var document, out var fault))
        {
            problem = $"The envelope cannot be read as XML: {fault}.";
            return false;
        }

        problem = "It is no SOAP 1.2 envelope with one header and one body.";
        var root = document.DocumentElement!;
        if (!root.Is(EbmsNames.Soap, "Envelope"))
        {
            return false;
        }

        var children = new ChildElements(root);
        var header = children.Take(EbmsNames.Soap, "Header");
        var body = children.Take(EbmsNames.Soap, "Body");
        if (header is null || body is null || !children.IsExhausted)
        {
            return false;
        }

        problem = "The SOAP header needs one Messaging and at most one Security; other blocks that must be understood are not.";
        XmlElement? messaging = null;
        XmlElement? security = null;
        foreach (var block in header.ChildNodes.OfType<XmlElement>())
        {
            if (block.Is(EbmsNames.Ebms, "Messaging") && messaging is null)
            {
                messaging = block;
            }
            else if (block.Is(EbmsNames.SecurityExtension, "Security") && security is null)
            {
                security = block;
            }
            else if (block.Is(EbmsNames.Ebms, "Messaging") || block.Is(EbmsNames.SecurityExtension, "Security")
                || block.GetAttribute("mustUnderstand", EbmsNames.Soap) is "true" or "1")
            {
                return false;
            }
        }

        if (messaging is null)
        {
            return false;
        }

        envelope = new Envelope(messaging, security, body);
        problem = null;
        return true;
    }
}
