// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Streaming;

namespace OnceOnly.Cli.Saml;

/// <summary>A file of metadata: those of one entity, or a list of entities of any length.</summary>
internal sealed class MetadataFile
{
    // To name them when one has to be chosen.
    private const int MaximumEntities = 10;

    private readonly List<string> entities = [];

    private MetadataFile(byte[] document) => Document = document;

    public byte[] Document { get; }

    public bool IsList { get; private set; }

    /// <summary>The entity, or the first ones of a list.</summary>
    public IReadOnlyList<string> Entities => entities;

    /// <summary>The entity where there is no choice.</summary>
    public string? Only => entities is [var only] ? only : null;

    public bool IsSigned { get; private set; }

    /// <summary>URI of the algorithm its own signature says it is made with.</summary>
    public string? SignatureMethod { get; private set; }

    public string? DigestMethod { get; private set; }

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static async Task<MetadataFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException("METADATA.xml is a file, not an address: fetch it first, for example by curl -o metadata.xml ADDRESS");
        }

        var file = new MetadataFile(await CappedFile.ReadAsync(path, StreamLimits.Aggregate.MaxCharacters, cancellationToken));
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Document), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
            });
            file.Look(reader);
        }
        catch (XmlException)
        {
            // Whoever reads the rest will say so.
        }

        return file;
    }

    public Stream Open() => new MemoryStream(Document, writable: false);

    /// <summary>Reads the node of a name; without a name the only one there is.</summary>
    public bool TryReadNode(
        string? entityId, MetadataTrust trust, DateTimeOffset now, [NotNullWhen(true)] out NodeMetadata? node, out MetadataFault fault)
    {
        using var document = Open();
        if (!NodeMetadata.TryRead(document, IsList ? entityId ?? Only ?? string.Empty : null, trust, now, out node, out fault))
        {
            return false;
        }

        if (entityId is not null && node.EntityId != entityId)
        {
            (node, fault) = (null, MetadataFault.NotListed);
        }

        return node is not null;
    }

    private void Look(XmlReader reader)
    {
        reader.MoveToContent();
        IsList = reader is { LocalName: "EntitiesDescriptor", NamespaceURI: SamlNames.Metadata };
        while (!reader.EOF && entities.Count < MaximumEntities)
        {
            if (reader.NodeType != XmlNodeType.Element || reader is { LocalName: "EntitiesDescriptor", NamespaceURI: SamlNames.Metadata })
            {
                reader.Read();
            }
            else if (reader is { LocalName: "EntityDescriptor", NamespaceURI: SamlNames.Metadata })
            {
                entities.Add(reader.GetAttribute("entityID")?.Trim() ?? string.Empty);
                Pass(reader);
            }
            else if (reader is { Depth: 1, LocalName: "Signature", NamespaceURI: XmlNames.Signature })
            {
                IsSigned = true;
                LookAtSignature(reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // The signature of one entity stands within it, that of a list before all of them.
    private static void Pass(XmlReader reader)
    {
        if (reader.Depth > 0)
        {
            reader.Skip();
        }
        else
        {
            reader.Read();
        }
    }

    private void LookAtSignature(XmlReader reader)
    {
        while (reader.Read() && reader.Depth > 1)
        {
            if (reader is { NodeType: XmlNodeType.Element, NamespaceURI: XmlNames.Signature })
            {
                SignatureMethod ??= reader is { Depth: 3, LocalName: "SignatureMethod" } ? reader.GetAttribute("Algorithm") : null;
                DigestMethod ??= reader is { Depth: 4, LocalName: "DigestMethod" } ? reader.GetAttribute("Algorithm") : null;
            }
        }
    }
}
