// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>One entity of a file of metadata.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Document">The entity as a document of its own.</param>
/// <param name="Root">Its EntityDescriptor.</param>
/// <param name="ListEnds">The <c>validUntil</c> of the lists it stands in.</param>
internal sealed record MetadataEntity(MetadataFile File, ReadOnlyMemory<byte> Document, XmlElement Root, IReadOnlyList<string> ListEnds)
{
    public string EntityId => Root.Attribute("entityID")?.Trim() ?? string.Empty;

    /// <param name="file">What was given.</param>
    /// <param name="entityId">The entity wanted; null for the only one there is.</param>
    /// <param name="entity">That entity.</param>
    /// <param name="problem">Why there is none, in words.</param>
    public static bool TryTake(
        MetadataFile file,
        string? entityId,
        [NotNullWhen(true)] out MetadataEntity? entity,
        [NotNullWhen(false)] out string? problem)
    {
        entity = null;
        ReadOnlyMemory<byte> bytes = file.Document;
        IReadOnlyList<string> ends = [];
        if (file.IsList)
        {
            using var document = file.Open();
            if (!MetadataAggregate.TryFind(document, entityId ?? file.Only ?? string.Empty, MetadataTrust.AsGiven, out bytes, out var end, out var missing))
            {
                problem = entityId is null && file.Only is null
                    ? "This list has no entities."
                    : $"This list of entities has none of that name that can be read: {missing}.";
                return false;
            }

            ends = end.ValidUntil;
        }

        if (!SafeXml.TryRead(bytes, XmlLimits.Metadata, out var read, out var fault))
        {
            problem = fault == XmlFault.TooLarge
                ? "This is larger than the metadata of one entity may be."
                : ForeignFile.Describe(bytes.Span) ?? $"This is no metadata that can be read: {fault}. Fetch it again; it may have been cut off or changed.";
            return false;
        }

        var root = read.DocumentElement!;
        if (!root.Is(SamlNames.Metadata, "EntityDescriptor"))
        {
            problem = $"This is no metadata of one entity: its root is <{root.Name}>.";
            return false;
        }

        var found = new MetadataEntity(file, bytes, root, ends);
        if (entityId is not null && found.EntityId != entityId)
        {
            problem = $"These are the metadata of {Explanation.Printable(found.EntityId)}, not of the entity named by --idp.";
            return false;
        }

        (entity, problem) = (found, null);
        return true;
    }
}
