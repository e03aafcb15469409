// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Tests.Attacks;

/// <summary>Changes a message at one to three places: its tree, its attributes, its text. The same seed gives the same change.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Prefixes = ["saml", "samlp", "ds", "xenc", "evil"];

    // Repeatable on purpose: a failure names its seed.
#pragma warning disable CA5394
    private readonly Random random = new(seed);

    public string Mutate(string message)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            message = random.Next(4) == 0 ? MutateText(message) : MutateTree(message);
        }

        return message;
    }

    private string MutateText(string text)
    {
        if (text.Length < 2)
        {
            return text;
        }

        var at = random.Next(text.Length);
        var length = random.Next(1, Math.Min(40, text.Length - at) + 1);
        return random.Next(6) switch
        {
            // In a start tag more often than not: tags are what there is most of.
            5 when text.IndexOf(' ', at) is > 0 and var space =>
                text.Insert(space, $" xmlns:{Prefixes[random.Next(Prefixes.Length)]}=\"urn:evil\""),
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Insert(at, "<!---->"),
            3 => text.Insert(at, "&#0;"),
            _ => new StringBuilder(text) { [at] = (char)random.Next(' ', 'z') }.ToString(),
        };
    }

    private string MutateTree(string text)
    {
        if (!SafeXml.TryRead(Encoding.UTF8.GetBytes(text), XmlLimits.Message, out var document, out _))
        {
            return text;
        }

        var elements = document.SelectNodes("//*")!.OfType<XmlElement>().ToList();
        var element = Pick(elements);
        var other = Pick(elements);
        switch (random.Next(9))
        {
            case 0 when element.ParentNode is XmlElement parent:
                parent.RemoveChild(element);
                break;
            case 1 when element.ParentNode is XmlElement parent:
                parent.InsertBefore(element.CloneNode(deep: true), element);
                break;
            case 2 when !IsInside(other, element) && element.ParentNode is XmlElement:
                other.AppendChild(element);
                break;
            case 3 when !IsInside(other, element) && element.ParentNode is XmlElement:
                other.PrependChild(element);
                break;
            case 4 when element.Attributes.OfType<XmlAttribute>().Where(found => found.Prefix != "xmlns").ToList() is { Count: > 0 } values:
                values[random.Next(values.Count)].Value = Pick(elements).GetAttribute("ID");
                break;
            case 5 when element.HasAttributes:
                element.RemoveAttributeNode(element.Attributes[random.Next(element.Attributes.Count)]);
                break;
            case 6:
                element.InsertBefore(document.CreateComment("x"), element.FirstChild);
                break;
            case 7:
                element.SetAttribute(random.Next(2) == 0 ? "ID" : "Algorithm", other.GetAttribute("ID"));
                break;
            default:
                element.InnerText = MutateText(element.InnerText);
                break;
        }

        return Forge.Text(document);
    }

    private XmlElement Pick(List<XmlElement> elements) => elements[random.Next(elements.Count)];
#pragma warning restore CA5394

    private static bool IsInside(XmlNode? inner, XmlElement outer)
    {
        for (; inner is not null; inner = inner.ParentNode)
        {
            if (ReferenceEquals(inner, outer))
            {
                return true;
            }
        }

        return false;
    }
}
