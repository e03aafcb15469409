// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Xml;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Reads XML that came from outside: no document type, nothing fetched, bounded, identifiers unique.</summary>
public static class SafeXml
{
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
            using var reader = CreateReader(bytes, limits, inherited);
            document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            fault = reader.Fault;
        }
        catch (XmlException)
        {
            fault = XmlFault.Malformed;
        }

        document = fault == XmlFault.None ? document : null;
        return document is not null;
    }

    private static LimitedReader CreateReader(ReadOnlyMemory<byte> bytes, XmlLimits limits, IReadOnlyList<XmlAttribute> inherited)
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
        return new LimitedReader(XmlReader.Create(stream, settings, NamespaceScope.ToParserContext(inherited)), limits);
    }
}
