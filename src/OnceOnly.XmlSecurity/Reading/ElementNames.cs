// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Questions about elements and their attributes by expanded name.</summary>
public static class ElementNames
{
    public static bool Is(this XmlElement element, string namespaceUri, string localName)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element.LocalName == localName && element.NamespaceURI == namespaceUri;
    }

    /// <summary>Value of an attribute in no namespace, or null when it is not there. An empty value is not null.</summary>
    public static string? Attribute(this XmlElement element, string localName)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element.GetAttributeNode(localName, string.Empty)?.Value;
    }

    /// <summary>The child elements with a name; grandchildren are never searched.</summary>
    public static IEnumerable<XmlElement> Children(this XmlElement parent, string namespaceUri, string localName)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent.ChildNodes.OfType<XmlElement>().Where(child => child.Is(namespaceUri, localName));
    }

    /// <summary>How many elements below this one carry a name, at any depth.</summary>
    public static int CountBelow(this XmlElement parent, string namespaceUri, string localName)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var count = 0;
        for (var node = parent.FirstChild; node is not null; node = node.NextSibling)
        {
            if (node is XmlElement child)
            {
                count += (child.Is(namespaceUri, localName) ? 1 : 0) + child.CountBelow(namespaceUri, localName);
            }
        }

        return count;
    }

    /// <summary>
    /// Whether the element carries no attribute beside the named ones in no namespace, namespace declarations and
    /// those every schema allows (<c>xml:*</c>, <c>xsi:*</c>).
    /// </summary>
    public static bool HasOnlyAttributes(this XmlElement element, params ReadOnlySpan<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(element);
        foreach (XmlAttribute attribute in element.Attributes)
        {
            var known = attribute.NamespaceURI switch
            {
                XmlNames.Declarations or XmlNames.Xml or XmlNames.SchemaInstance => true,
                "" => allowed.Contains(attribute.LocalName),
                _ => false,
            };
            if (!known)
            {
                return false;
            }
        }

        return true;
    }
}
