// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Edm;

/// <summary>Reads RegRep structures by namespace and slot name, whatever the prefixes and the order.</summary>
internal static class RegRepReading
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    /// <summary>The first slot with a name.</summary>
    public static XmlElement? Slot(this XmlElement parent, string name) =>
        parent.Children(EdmNames.Rim, "Slot").FirstOrDefault(slot => slot.Attribute("name") == name);

    public static XmlElement? SlotValue(this XmlElement? slot) =>
        slot?.Children(EdmNames.Rim, "SlotValue").FirstOrDefault();

    /// <summary>Text of a slot that holds one plain value; null when there is none.</summary>
    public static string? SlotText(this XmlElement? slot) =>
        slot.SlotValue()?.Children(EdmNames.Rim, "Value").FirstOrDefault() is { } value ? Normalize(value.InnerText) : null;

    /// <summary>What stands in a slot: directly under the value, or in each element of a collection. Never both: what the rules do not look at is not read.</summary>
    public static IEnumerable<XmlElement> SlotContents(this XmlElement? slot, string localName)
    {
        if (slot.SlotValue() is not { } value)
        {
            return [];
        }

        var elements = value.Children(EdmNames.Rim, "Element");
        var isCollection = value.XsiType(EdmNames.Rim) is { } type ? type == "CollectionValueType" : elements.Any();
        return (isCollection ? elements : [value]).SelectMany(holder => holder.Children(EdmNames.Sdg, localName));
    }

    public static XmlElement? Child(this XmlElement parent, string localName) =>
        parent.Children(EdmNames.Sdg, localName).FirstOrDefault();

    public static IEnumerable<XmlElement> All(this XmlElement parent, string localName) =>
        parent.Children(EdmNames.Sdg, localName);

    /// <summary>Text of an <c>sdg</c> child; null when it is missing.</summary>
    public static string? ChildText(this XmlElement parent, string localName) =>
        parent.Child(localName) is { } child ? Normalize(child.InnerText) : null;

    /// <summary>Local name of the <c>xsi:type</c> when its prefix is bound to the namespace; otherwise null.</summary>
    public static string? XsiType(this XmlElement element, string namespaceUri)
    {
        var name = element.GetAttributeNode("type", XmlNames.SchemaInstance)?.Value.Trim(Spaces);
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? string.Empty : name[..colon];
        return element.GetNamespaceOfPrefix(prefix) == namespaceUri ? name[(colon + 1)..] : null;
    }

    /// <summary>XPath's <c>normalize-space</c>.</summary>
    public static string Normalize(string text) =>
        string.Join(' ', text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries));
}
