// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>Signed lists of entities, of which one is wanted.</summary>
internal static class Lists
{
    public const string Wanted = "https://node.example.es/metadata";

    public static readonly XNamespace Md = "urn:oasis:names:tc:SAML:2.0:metadata";

    public static MetadataTrust Pinned => MetadataTrust.Pinned([TestKeys.StrangerRsa, TestKeys.NodeP256]);

    public static XElement List(params XElement[] entities) => new(
        Md + "EntitiesDescriptor",
        new XAttribute(XNamespace.Xmlns + "md", Md),
        new XAttribute("ID", "_list"),
        new XAttribute("validUntil", "2026-11-21T18:00:00Z"),
        entities);

    public static XElement Node()
    {
        var node = XElement.Parse(Encoding.UTF8.GetString(
            NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1))));
        node.Elements().First(element => element.Name.LocalName == "Signature").Remove();
        return node;
    }

    public static XElement Filler(int number, XElement? like = null)
    {
        var node = like is null ? Node() : new XElement(like);
        node.SetAttributeValue("entityID", $"https://filler.example/{number}");
        return node;
    }

    public static string Sign(XElement list, string prefixes = "")
    {
        var document = XmlOutput.ToDocument(list);
        SignWith.Prefixes(document.DocumentElement!, new SigningKey(TestKeys.NodeP256), prefixes);
        return Encoding.UTF8.GetString(XmlOutput.ToBytes(document));
    }

    public static MetadataFault Read(string list, out NodeMetadata? metadata, MetadataTrust? trust = null) =>
        Read(Encoding.UTF8.GetBytes(list), out metadata, trust);

    public static MetadataFault Read(byte[] list, out NodeMetadata? metadata, MetadataTrust? trust = null)
    {
        using var stream = new MemoryStream(list);
        NodeMetadata.TryRead(stream, Wanted, trust ?? Pinned, Actors.Now, out metadata, out var fault);
        return fault;
    }
}
