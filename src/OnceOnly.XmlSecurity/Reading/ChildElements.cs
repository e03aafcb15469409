// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Takes the child elements of an element one by one, in the order a schema's sequence wants them.</summary>
public sealed class ChildElements
{
    private readonly List<XmlElement> elements = [];
    private readonly bool hasText;
    private int next;

    public ChildElements(XmlElement parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is XmlElement element)
            {
                elements.Add(element);
            }
            else if (child is XmlCharacterData and not (XmlComment or XmlWhitespace or XmlSignificantWhitespace)
                && !string.IsNullOrWhiteSpace(child.Value))
            {
                hasText = true;
            }
        }
    }

    /// <summary>Everything was taken, and nothing but elements was there.</summary>
    public bool IsExhausted => next == elements.Count && !hasText;

    /// <summary>The next element when it has this name, otherwise null and nothing is taken.</summary>
    public XmlElement? Take(string namespaceUri, string localName)
    {
        if (next < elements.Count && elements[next].Is(namespaceUri, localName))
        {
            return elements[next++];
        }

        return null;
    }

    /// <summary>All next elements with this name.</summary>
    public IReadOnlyList<XmlElement> TakeAll(string namespaceUri, string localName)
    {
        var taken = new List<XmlElement>();
        while (Take(namespaceUri, localName) is { } element)
        {
            taken.Add(element);
        }

        return taken;
    }
}
