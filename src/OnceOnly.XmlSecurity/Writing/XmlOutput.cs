// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace OnceOnly.XmlSecurity.Writing;

/// <summary>Between the tree that is pleasant to write, the tree that can be signed, and bytes.</summary>
public static class XmlOutput
{
    /// <summary>The same element as a document that can be signed.</summary>
    public static XmlDocument ToDocument(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = element.CreateReader();
        document.Load(reader);
        return document;
    }

    /// <summary>The same element, for a document that is being made; it stands nowhere in it yet.</summary>
    public static XmlElement ToElement(XElement element, XmlDocument document)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(document);
        using var reader = element.CreateReader();
        return (XmlElement)document.ReadNode(reader)!;
    }

    /// <summary>UTF-8 without byte order mark or declaration, so that it may also stand inside another document. Carriage returns survive the reader's normalisation.</summary>
    public static byte[] ToBytes(XmlDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.Entitize,
        };
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, settings))
        {
            document.Save(writer);
        }

        return output.ToArray();
    }
}
