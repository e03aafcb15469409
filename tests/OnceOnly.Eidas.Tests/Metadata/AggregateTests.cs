// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.World.Lists;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Signed lists of entities, as federations publish them.</summary>
public class AggregateTests
{
    [Fact]
    public void one_node_is_found_in_a_signed_list()
    {
        Read(Sign(List(Filler(1), Node(), Filler(2))), out var metadata).ShouldBe(MetadataFault.None);

        metadata!.EntityId.ShouldBe(Wanted);
        metadata.SigningKeys.ShouldHaveSingleItem();
        metadata.ValidUntil.ShouldBe(Actors.Now.AddHours(6), "the list ends before the node's own metadata do");
    }

    [Fact]
    public void a_node_is_found_in_a_list_within_a_list_whichever_ends_first()
    {
        var inner = List(Node());
        inner.SetAttributeValue("ID", null);
        inner.SetAttributeValue("validUntil", "2026-11-21T13:00:00Z");
        Read(Sign(List(Filler(1), inner)), out var metadata).ShouldBe(MetadataFault.None);

        metadata!.ValidUntil.ShouldBe(Actors.Now.AddHours(1));
    }

    [Fact]
    public void a_list_that_ends_sooner_does_not_end_what_stands_after_it()
    {
        var inner = List(Filler(2));
        inner.SetAttributeValue("ID", null);
        inner.SetAttributeValue("validUntil", "2026-11-21T13:00:00Z");
        Read(Sign(List(Filler(1), inner, Node())), out var metadata).ShouldBe(MetadataFault.None);

        metadata!.ValidUntil.ShouldBe(Actors.Now.AddHours(6));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xs")]
    [InlineData("#default xs unknown")]
    public void prefixes_white_space_and_characters_of_every_kind_are_hashed_as_the_framework_does(string prefixes)
    {
        var list = List(Filler(1), Node());
        list.Add(new XAttribute(XNamespace.Xmlns + "xs", "urn:x"), new XAttribute(XNamespace.Xmlns + "b", "urn:b"), new XAttribute("Name", "a\t\n\r\"&<>'ü𝄞"));
        list.AddFirst(new XElement(Md + "Extensions", XElement.Parse(
            "<x xmlns='' xmlns:a='urn:a' a:z='1' y='2' xml:lang='de'><a:q xmlns:a='urn:other'/><![CDATA[<&>]]>&#13;\n\t<?pi  data ?><!--gone--><y xmlns='urn:d'><z xmlns=''/></y></x>",
            LoadOptions.PreserveWhitespace)));

        Read(Sign(list, prefixes), out _).ShouldBe(MetadataFault.None);
    }

    [Fact]
    public void a_list_that_was_changed_is_not_believed_wherever_it_was()
    {
        var signed = Sign(List(Filler(1), Node(), Filler(2)));

        foreach (var (what, into) in new[]
        {
            ("https://filler.example/1", "https://filler.example/3"),
            ("https://filler.example/2", "https://filler.example/3"),
            ("https://node.example.es/sso", "https://node.example.fr/sso"),
            ("validUntil=\"2026-11-21T18", "validUntil=\"2027-11-21T18"),
            ("</md:EntitiesDescriptor>", " </md:EntitiesDescriptor>"),
        })
        {
            signed.Contains(what, StringComparison.Ordinal).ShouldBeTrue(what);
            Read(signed.Replace(what, into, StringComparison.Ordinal), out _).ShouldBe(MetadataFault.Untrusted, what);
        }
    }

    [Fact]
    public void lists_of_other_forms_are_not_believed()
    {
        var signed = Sign(List(Node()));
        Read(signed, out _, MetadataTrust.Pinned([TestKeys.OurRsa])).ShouldBe(MetadataFault.Untrusted);
        Read(List(Node()).ToString(), out _).ShouldBe(MetadataFault.Untrusted);
        Read("<!DOCTYPE x>" + signed, out _).ShouldBe(MetadataFault.Unreadable);
        Read(signed[..^10], out _).ShouldBe(MetadataFault.Unreadable);
        Read(signed + "<x/>", out _).ShouldBe(MetadataFault.Unreadable);
        Read(signed.Replace("<ds:DigestValue>", "<ds:DigestValue><!---->", StringComparison.Ordinal), out _).ShouldBe(MetadataFault.Unreadable);
        Read(Sign(List(Filler(1))), out _).ShouldBe(MetadataFault.NotListed);
        Read(Sign(List(Node(), Node())), out _).ShouldBe(MetadataFault.ListedTwice);
        Read(Sign(List(Node(), Node(), Node())), out _).ShouldBe(MetadataFault.Unreadable);
    }

    [Fact]
    public void a_signed_list_inside_another_one_vouches_for_nothing()
    {
        var evil = List(Node());
        evil.SetAttributeValue("ID", "_evil");
        evil.AddFirst(XElement.Parse(Sign(List(Filler(1)))));

        Read(evil.ToString(SaveOptions.DisableFormatting), out _).ShouldBe(MetadataFault.Untrusted);
    }

    // Who publishes a list vouches for its entities, not for what each of them carries in its extensions.
    [Fact]
    public void an_entity_inside_another_one_is_not_listed()
    {
        var carrier = Filler(1);
        carrier.Element(Md + "Extensions")!.Add(Node());
        Read(Sign(List(carrier)), out _).ShouldBe(MetadataFault.NotListed);

        carrier.Element(Md + "Extensions")!.Elements(Md + "EntityDescriptor").Single().ReplaceWith(List(Node()));
        carrier.Element(Md + "Extensions")!.Element(Md + "EntitiesDescriptor")!.SetAttributeValue("ID", null);
        Read(Sign(List(carrier)), out _).ShouldBe(MetadataFault.NotListed);

        Read(Sign(List(carrier, Node())), out var metadata).ShouldBe(MetadataFault.None);
        metadata!.EntityId.ShouldBe(Wanted);
    }

    [Fact]
    public void an_entity_may_carry_a_list_that_ends_sooner()
    {
        var carrier = Filler(1);
        var carried = List(Filler(2));
        carried.SetAttributeValue("ID", null);
        carried.SetAttributeValue("validUntil", "2026-11-21T12:00:00Z");
        carrier.Element(Md + "Extensions")!.Add(carried);

        Read(Sign(List(carrier, Node())), out var metadata).ShouldBe(MetadataFault.None);
        metadata!.ValidUntil.ShouldBe(Actors.Now.AddHours(6));
    }

    [Fact]
    public void expired_lists_are_not_used()
    {
        var list = List(Node());
        list.SetAttributeValue("validUntil", "2026-11-21T12:00:00Z");
        Read(Sign(list), out _).ShouldBe(MetadataFault.Expired);
    }
}
