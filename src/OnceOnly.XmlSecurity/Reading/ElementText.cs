// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Text of elements that hold text and nothing else.</summary>
/// <remarks>
/// A comment, a processing instruction or a CDATA section in the middle is refused, because parsers disagree on what the
/// text is then, while the signature stays valid.
/// </remarks>
public static class ElementText
{
    /// <summary>The text as it stands, or false when the element holds anything but text.</summary>
    public static bool TryGet(XmlElement element, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(element);
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is not (XmlText or XmlWhitespace or XmlSignificantWhitespace))
            {
                text = null;
                return false;
            }
        }

        text = element.InnerText;
        return true;
    }

    /// <summary>The bytes of an <c>xsd:base64Binary</c>, white space allowed.</summary>
    public static bool TryGetBase64(XmlElement element, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return TryGet(element, out var text) && Base64.TryDecode(text, out bytes);
    }
}
