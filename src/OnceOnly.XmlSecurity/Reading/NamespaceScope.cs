// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Namespace declarations in force at an element.</summary>
internal static class NamespaceScope
{
    /// <summary>The nearest declaration of each prefix, on the element or above it.</summary>
    public static IReadOnlyList<XmlAttribute> Of(XmlElement? element)
    {
        var nearest = new Dictionary<string, XmlAttribute>(StringComparer.Ordinal);
        for (; element is not null; element = element.ParentNode as XmlElement)
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (attribute.NamespaceURI == XmlNames.Declarations)
                {
                    nearest.TryAdd(attribute.Name, attribute);
                }
            }
        }

        return [.. nearest.Values];
    }

    /// <summary>Writes declarations on an element, except for prefixes it declares itself.</summary>
    public static void Declare(IReadOnlyList<XmlAttribute> declarations, XmlElement element)
    {
        foreach (var declaration in declarations)
        {
            if (!element.HasAttribute(declaration.Name))
            {
                element.SetAttributeNode((XmlAttribute)element.OwnerDocument.ImportNode(declaration, deep: true));
            }
        }
    }

    public static XmlParserContext? ToParserContext(IReadOnlyList<XmlAttribute> declarations)
    {
        if (declarations.Count == 0)
        {
            return null;
        }

        var names = new NameTable();
        var namespaces = new XmlNamespaceManager(names);
        foreach (var declaration in declarations.Where(declaration => declaration.LocalName != "xml"))
        {
            namespaces.AddNamespace(declaration.Prefix.Length == 0 ? string.Empty : declaration.LocalName, declaration.Value);
        }

        return new XmlParserContext(names, namespaces, xmlLang: null, XmlSpace.None);
    }
}
