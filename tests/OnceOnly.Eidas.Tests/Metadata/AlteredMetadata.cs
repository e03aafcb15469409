// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.World.Documents;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Metadata of a node, altered and signed again.</summary>
internal static class AlteredMetadata
{
    public static XElement Role(XElement root) => root.Element(Md + "IDPSSODescriptor")!;

    public static MetadataTrust Pinned(TimeSpan? lifetime = null) =>
        MetadataTrust.Pinned([TestKeys.NodeP256], lifetimeWithoutValidUntil: lifetime);

    // Altered and signed again: what the rule itself says, not the signature.
    public static MetadataFault Read(Action<XElement> alter, out NodeMetadata? metadata, MetadataTrust? trust = null, EidasNode? node = null)
    {
        var root = Documents.OfNode(node);
        alter(root);
        NodeMetadata.TryRead(Signed(root), trust ?? Pinned(), Actors.Now, out metadata, out var fault).ShouldBe(fault == MetadataFault.None);
        return fault;
    }
}
