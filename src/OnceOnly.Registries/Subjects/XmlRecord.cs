// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;
using System.Xml.XPath;

namespace OnceOnly.Registries.Subjects;

/// <summary>XML without DTD, read by XPath 1.0.</summary>
internal sealed class XmlRecord : StructuredRecord
{
    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 8 * 1024 * 1024,
    };

    private readonly XPathDocument document;
    private readonly XmlNamespaceManager namespaces;

    private XmlRecord(XPathDocument document, XmlNamespaceManager namespaces)
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

    public static bool TryParse(ReadOnlyMemory<byte> bytes, XmlNamespaceManager namespaces, [NotNullWhen(true)] out XmlRecord? record)
    {
        record = null;
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, Safe);
            record = new XmlRecord(new XPathDocument(reader, XmlSpace.Preserve), namespaces);
            return true;
        }
        catch (Exception exception) when (exception is XmlException or DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    public override string? TextAt(string place)
    {
        var found = document.CreateNavigator().Select(place, namespaces);
        if (!found.MoveNext() || found.Current is not { Value: { Length: > 0 } text } node)
        {
            return null;
        }

        // The value of an element with children is the text of all of them, run together.
        return node.SelectChildren(XPathNodeType.Element).Count == 0 && !found.MoveNext() ? text : null;
    }
}
