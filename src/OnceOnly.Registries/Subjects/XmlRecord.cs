// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.XPath;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Registries.Subjects;

/// <summary>XML without DTD, read by XPath 1.0.</summary>
internal sealed class XmlRecord : StructuredRecord
{
    private static readonly XmlLimits Limits = new(MaxBytes: 4 * 1024 * 1024, MaxDepth: 100, MaxNodes: 400_000) { AllowsRepeatedIds = true };

    private readonly XmlDocument document;
    private readonly XmlNamespaceManager namespaces;

    private XmlRecord(XmlDocument document, XmlNamespaceManager namespaces)
    {
        this.document = document;
        this.namespaces = namespaces;
    }

    public static XmlNamespaceManager NamespacesOf(IEnumerable<KeyValuePair<string, string>> prefixes)
    {
        var manager = new XmlNamespaceManager(new NameTable());
        foreach (var (prefix, name) in prefixes)
        {
            manager.AddNamespace(prefix, name);
        }

        return manager;
    }

    /// <summary>Whether the expression can be compiled with these prefixes and selects nodes.</summary>
    public static bool IsValid(string expression, XmlNamespaceManager namespaces)
    {
        try
        {
            return XPathExpression.Compile(expression, namespaces).ReturnType == XPathResultType.NodeSet;
        }
        catch (Exception exception) when (exception is XPathException or ArgumentException)
        {
            return false;
        }
    }

    public static bool TryParse(byte[] bytes, XmlNamespaceManager namespaces, [NotNullWhen(true)] out XmlRecord? record)
    {
        record = SafeXml.TryRead(bytes, Limits, out var document, out _) ? new XmlRecord(document, namespaces) : null;
        return record is not null;
    }

    public override string? TextAt(string place)
    {
        var found = document.SelectNodes(place, namespaces)!;
        return found.Count == 1 && found[0] is XmlAttribute or XmlElement && IsPlain(found[0]!) && found[0]!.InnerText is { Length: > 0 } text
            ? text
            : null;
    }

    /// <summary>With elements or comments in the middle of it, readers disagree on what the text is.</summary>
    private static bool IsPlain(XmlNode node) => node.ChildNodes.Cast<XmlNode>().All(child => child is XmlText or XmlCDataSection or XmlWhitespace or XmlSignificantWhitespace);
}
