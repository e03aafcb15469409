// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.Gateway.Portal.Structured;

internal static class XmlRows
{
    private const int Deepest = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <returns>Null when it is not well-formed, holds a document type, or is nested deeper than anyone could read.</returns>
    public static StructuredDocument? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            var rows = new RowCollector();
            while (reader.Read())
            {
                if (rows.IsFull)
                {
                    rows.Shorten();
                    break;
                }

                if (reader.Depth > Deepest)
                {
                    return null;
                }

                Add(rows, reader);
            }

            return rows.ToDocument();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // The root's name says nothing that the page's heading does not: names start below it.
    private static void Add(RowCollector rows, XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var isRoot = reader.Depth == 0;
                var isEmpty = reader.IsEmptyElement;
                if (!isRoot)
                {
                    rows.Enter(reader.LocalName);
                }

                AddAttributes(rows, reader);
                if (isEmpty && !isRoot)
                {
                    rows.Leave();
                }

                break;
            case XmlNodeType.EndElement when reader.Depth > 0:
                rows.Leave();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                rows.Add(reader.Value.Trim());
                break;
        }
    }

    private static void AddAttributes(RowCollector rows, XmlReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or "http://www.w3.org/2001/XMLSchema-instance"))
            {
                rows.Enter(reader.LocalName);
                rows.Add(reader.Value);
                rows.Leave();
            }
        }
    }
}
