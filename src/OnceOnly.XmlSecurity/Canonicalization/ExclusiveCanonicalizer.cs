// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Security.Cryptography;
using System.Xml;

namespace OnceOnly.XmlSecurity.Canonicalization;

/// <summary>Exclusive XML canonicalisation 1.0 without comments of one element.</summary>
internal sealed class ExclusiveCanonicalizer
{
    public const string Algorithm = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private const int FirstBytes = 2 * 1024;

    private readonly ArrayBufferWriter<byte> output = new(FirstBytes);
    private readonly List<CanonicalAttribute> attributes = [];
    private readonly CanonicalWriter writer;
    private readonly Func<string, string?> resolve;
    private readonly XmlElement? without;

    // What the prefixes of the PrefixList are bound to at the element that is being written.
    private readonly Dictionary<string, string?> inclusive = new(StringComparer.Ordinal);

    private ExclusiveCanonicalizer(IReadOnlyList<string> inclusivePrefixes, XmlElement? without)
    {
        this.without = without;
        foreach (var prefix in inclusivePrefixes)
        {
            inclusive[prefix] = null;
        }

        resolve = prefix => inclusive[prefix];
        writer = new CanonicalWriter(output.Write, [.. inclusive.Keys]);
    }

    /// <param name="element">What to canonicalise; it is not changed.</param>
    /// <param name="inclusivePrefixes">The PrefixList of InclusiveNamespaces, or null.</param>
    /// <param name="without">A child to leave out: the enveloped signature.</param>
    /// <exception cref="CryptographicException">It holds what has no canonical form, such as an entity that is not resolved.</exception>
    public static byte[] Canonicalize(XmlElement element, string? inclusivePrefixes, XmlElement? without = null)
    {
        var canonicalizer = new ExclusiveCanonicalizer(CanonicalWriter.Prefixes(inclusivePrefixes), without);
        canonicalizer.BindAbove(element.ParentNode as XmlElement);
        canonicalizer.Write(element);
        canonicalizer.writer.Flush();
        return canonicalizer.output.WrittenSpan.ToArray();
    }

    private void Write(XmlElement element)
    {
        var bound = ReadStart(element);
        writer.Start(element.Prefix, element.LocalName, element.NamespaceURI, attributes, resolve);
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!ReferenceEquals(child, without))
            {
                WriteChild(child);
            }
        }

        writer.End();
        Unbind(bound);
    }

    private void WriteChild(XmlNode child)
    {
        switch (child.NodeType)
        {
            case XmlNodeType.Element:
                Write((XmlElement)child);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                writer.Text(child.Value!);
                break;
            case XmlNodeType.ProcessingInstruction:
                writer.ProcessingInstruction(child.Name, child.Value!);
                break;
            case XmlNodeType.Comment:
                break;
            default:
                throw new CryptographicException($"A {child.NodeType} has no canonical form.");
        }
    }

    /// <returns>What the inclusive prefixes declared here were bound to above; null when there are none.</returns>
    private List<(string Prefix, string? NamespaceUri)>? ReadStart(XmlElement element)
    {
        List<(string, string?)>? before = null;
        attributes.Clear();
        if (!element.HasAttributes)
        {
            return null;
        }

        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.NamespaceURI != XmlNames.Declarations)
            {
                attributes.Add(new CanonicalAttribute(attribute.Prefix, attribute.LocalName, attribute.NamespaceURI, attribute.Value));
            }
            else if (inclusive.TryGetValue(DeclaredBy(attribute), out var uri))
            {
                (before ??= []).Add((DeclaredBy(attribute), uri));
                inclusive[DeclaredBy(attribute)] = attribute.Value;
            }
        }

        return before;
    }

    private void Unbind(List<(string Prefix, string? NamespaceUri)>? before)
    {
        foreach (var (prefix, uri) in before ?? [])
        {
            inclusive[prefix] = uri;
        }
    }

    // The nearest declaration counts.
    private void BindAbove(XmlElement? ancestor)
    {
        for (; ancestor is not null && inclusive.Count > 0; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes)
            {
                if (attribute.NamespaceURI == XmlNames.Declarations && inclusive.TryGetValue(DeclaredBy(attribute), out var uri) && uri is null)
                {
                    inclusive[DeclaredBy(attribute)] = attribute.Value;
                }
            }
        }
    }

    private static string DeclaredBy(XmlAttribute declaration) => declaration.Prefix.Length == 0 ? string.Empty : declaration.LocalName;
}
