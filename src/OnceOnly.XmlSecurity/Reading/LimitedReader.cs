// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Ends where a document exceeds its limits, so that no more of a hostile one becomes a tree than is allowed.</summary>
internal sealed class LimitedReader(XmlReader inner, XmlLimits limits) : XmlReader
{
    // Canonicalisation takes time with the square of these, and it runs before anybody's signature is known to be good.
    private const int MaxAttributes = 64;
    private const int MaxPrefixes = 64;

    private readonly HashSet<string> identifiers = new(StringComparer.Ordinal);
    private readonly HashSet<string> prefixes = new(StringComparer.Ordinal);
    private int nodes;

    /// <summary>What was exceeded. The document is good for nothing then.</summary>
    public XmlFault Fault { get; private set; }

    public override int AttributeCount => inner.AttributeCount;

    public override string BaseURI => inner.BaseURI;

    public override int Depth => inner.Depth;

    public override bool EOF => Fault != XmlFault.None || inner.EOF;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string Name => inner.Name;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XmlNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override ReadState ReadState => inner.ReadState;

    public override XmlReaderSettings? Settings => inner.Settings;

    public override string Value => inner.Value;

    public override string XmlLang => inner.XmlLang;

    public override XmlSpace XmlSpace => inner.XmlSpace;

    public override bool Read()
    {
        if (Fault != XmlFault.None || !inner.Read())
        {
            return false;
        }

        Fault = Judge();
        return Fault == XmlFault.None;
    }

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => inner.ResolveEntity();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private XmlFault Judge()
    {
        nodes += 1 + inner.AttributeCount;
        if (inner.Depth > limits.MaxDepth)
        {
            return XmlFault.TooDeep;
        }

        if (nodes > limits.MaxNodes || inner.AttributeCount > MaxAttributes || prefixes.Count > MaxPrefixes)
        {
            return XmlFault.TooManyNodes;
        }

        return inner.NodeType != XmlNodeType.Element || limits.AllowsRepeatedIds || IdentifiersAreNew() ? XmlFault.None : XmlFault.RepeatedId;
    }

    // Parsers disagree on what an identifier is called, so every spelling counts as one and the same.
    private bool IdentifiersAreNew()
    {
        while (inner.MoveToNextAttribute())
        {
            if (inner.NamespaceURI == XmlNames.Declarations)
            {
                prefixes.Add(inner.Name);
                continue;
            }

            var isIdentifier = inner.LocalName.Equals("id", StringComparison.OrdinalIgnoreCase)
                || inner.LocalName.Equals("AssertionID", StringComparison.OrdinalIgnoreCase);
            if (isIdentifier && !identifiers.Add(inner.Value.Trim()))
            {
                return false;
            }
        }

        inner.MoveToElement();
        return true;
    }
}
