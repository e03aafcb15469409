// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Reads XML that came from outside: no document type, nothing fetched, bounded, identifiers unique.</summary>
public static class SafeXml
{
    // Canonicalisation takes time with the square of these, and it runs before anybody's signature is known to be good.
    private const int MaxAttributes = 64;
    private const int MaxPrefixes = 64;

    /// <summary>Reads a whole document, white space preserved as signatures need it.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        XmlLimits limits,
        [NotNullWhen(true)] out XmlDocument? document,
        out XmlFault fault) =>
        TryRead(bytes, limits, [], out document, out fault);

    /// <summary>
    /// Reads what was decrypted in the place of an element: prefixes it does not declare itself are those of the
    /// surroundings (XML Encryption §4.5), and are declared on the root that is returned.
    /// </summary>
    public static bool TryReadDecrypted(
        ReadOnlyMemory<byte> bytes,
        XmlElement surroundings,
        XmlLimits limits,
        [NotNullWhen(true)] out XmlDocument? document,
        out XmlFault fault)
    {
        var inherited = NamespaceScope.Of(surroundings);
        if (!TryRead(bytes, limits, inherited, out document, out fault))
        {
            return false;
        }

        NamespaceScope.Declare(inherited, document.DocumentElement!);
        return true;
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        XmlLimits limits,
        IReadOnlyList<XmlAttribute> inherited,
        [NotNullWhen(true)] out XmlDocument? document,
        out XmlFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        document = null;
        if (bytes.Length > limits.MaxBytes)
        {
            fault = XmlFault.TooLarge;
            return false;
        }

        try
        {
            // The walk builds nothing, so a hostile document is stopped before a tree of it exists.
            using (var walk = CreateReader(bytes, limits, inherited))
            {
                fault = Walk(walk, limits);
            }

            if (fault != XmlFault.None)
            {
                return false;
            }

            using var reader = CreateReader(bytes, limits, inherited);
            document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return true;
        }
        catch (XmlException)
        {
            document = null;
            fault = XmlFault.Malformed;
            return false;
        }
    }

    private static XmlReader CreateReader(ReadOnlyMemory<byte> bytes, XmlLimits limits, IReadOnlyList<XmlAttribute> inherited)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MaxBytes,
            CloseInput = true,
        };
        var array = MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray());
        var stream = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        return XmlReader.Create(stream, settings, NamespaceScope.ToParserContext(inherited));
    }

    private static XmlFault Walk(XmlReader reader, XmlLimits limits)
    {
        var nodes = 0;
        var identifiers = new HashSet<string>(StringComparer.Ordinal);
        var prefixes = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            if (reader.Depth > limits.MaxDepth)
            {
                return XmlFault.TooDeep;
            }

            if (nodes > limits.MaxNodes || reader.AttributeCount > MaxAttributes || prefixes.Count > MaxPrefixes)
            {
                return XmlFault.TooManyNodes;
            }

            if (reader.NodeType == XmlNodeType.Element && !limits.AllowsRepeatedIds && !IdentifiersAreNew(reader, identifiers, prefixes))
            {
                return XmlFault.RepeatedId;
            }
        }

        return XmlFault.None;
    }

    // Parsers disagree on what an identifier is called, so every spelling counts as one and the same.
    private static bool IdentifiersAreNew(XmlReader reader, HashSet<string> identifiers, HashSet<string> prefixes)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == XmlNames.Declarations)
            {
                prefixes.Add(reader.Name);
                continue;
            }

            var isIdentifier = reader.LocalName.Equals("id", StringComparison.OrdinalIgnoreCase)
                || reader.LocalName.Equals("AssertionID", StringComparison.OrdinalIgnoreCase);
            if (isIdentifier && !identifiers.Add(reader.Value.Trim()))
            {
                return false;
            }
        }

        return true;
    }
}
