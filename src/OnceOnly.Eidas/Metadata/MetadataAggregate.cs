// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Streaming;

namespace OnceOnly.Eidas.Metadata;

/// <summary>Finds one entity in a signed list of any length (md:EntitiesDescriptor), in one pass and the memory of one entity.</summary>
public static class MetadataAggregate
{
    /// <param name="document">A list, or a list of lists; read to its end.</param>
    /// <param name="entityId">The entity looked for.</param>
    /// <param name="trust">Why it is believed; the signature is the outermost list's.</param>
    /// <param name="entity">That entity as a document of its own.</param>
    /// <param name="end">Until when its lists are valid; not judged here.</param>
    /// <param name="fault">Why there is none, otherwise.</param>
    public static bool TryFind(
        Stream document,
        string entityId,
        MetadataTrust trust,
        out ReadOnlyMemory<byte> entity,
        [NotNullWhen(true)] out AggregateEnd? end,
        out MetadataFault fault)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(trust);
        entity = default;
        end = null;
        var ends = new List<string?>();
        string[]? ofEntity = null;
        var isRead = StreamedSignature.TryRead(
            document, "ID", trust.Keys, trust.Profile, StreamLimits.Aggregate, Wants, out var found, out var broken);
        fault = (isRead, found) switch
        {
            (false, _) => broken == SignatureFault.Malformed ? MetadataFault.Unreadable : MetadataFault.Untrusted,
            (true, [_]) => MetadataFault.None,
            (true, []) => MetadataFault.NotListed,
            _ => MetadataFault.ListedTwice,
        };
        if (fault != MetadataFault.None)
        {
            return false;
        }

        entity = found![0];
        end = new AggregateEnd(ofEntity!);
        return true;

        // Entities stand in lists or in lists of lists, nowhere else: what an entity carries along is that entity's own word.
        bool Wants(XmlReader reader)
        {
            if (reader.Depth < ends.Count)
            {
                ends.RemoveRange(reader.Depth, ends.Count - reader.Depth);
            }

            if (reader.Depth > ends.Count || reader.NamespaceURI != SamlNames.Metadata)
            {
                return false;
            }

            if (reader.LocalName == "EntitiesDescriptor")
            {
                ends.Add(reader.GetAttribute("validUntil"));
            }

            if (reader.LocalName != "EntityDescriptor" || reader.GetAttribute("entityID")?.Trim() != entityId)
            {
                return false;
            }

            ofEntity = [.. ends.OfType<string>()];
            return true;
        }
    }
}
