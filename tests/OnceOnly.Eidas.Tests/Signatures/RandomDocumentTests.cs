// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Signatures;

/// <summary>Our canonical form against the framework's, over documents nobody thought of.</summary>
public class RandomDocumentTests
{
    private const int Documents = 200;

    private static readonly string[] Namespaces = ["urn:one", "urn:two", "urn:three&amp;more"];
    private static readonly string[] Prefixes = ["", "p", "q", "a"];
    private static readonly string[] Texts =
        ["", "x", "Καλημέρα", "𝒳𝒴", " \t ", "&#xD;", "&#13;&#10;", "&amp;&lt;&gt;\"'", "<![CDATA[<&>]]>", "<!-- out -->", "<?pi in  side?>", "<?pi?>", "\r\n", "]]&gt;"];

    private static readonly string[] PrefixLists = ["unbound", "p", "#default", "q a #default", "p q unbound"];

    [Fact]
    public void what_the_framework_canonicalises_verifies_here()
    {
        var random = new Random(20261122);
        var key = new SigningKey(TestKeys.NodeP256);
        VerificationKey.TryFromCertificate(TestKeys.NodeP256, out var trusted).ShouldBeTrue();
        for (var number = 0; number < Documents; number++)
        {
            var text = Document(random);
            var document = Load(text);
            SignWith.Prefixes(document.DocumentElement!, key, PrefixLists[random.Next(PrefixLists.Length)]);
            var read = Load(Forge.Text(document));

            SignatureVerifier.TryVerify(read.DocumentElement!, "ID", [trusted!], SignatureProfile.Eidas, out _, out var fault);

            fault.ShouldBe(SignatureFault.None, text);
        }
    }

    // Every prefix is declared at the top, and again wherever chance wants it. Text longer than any buffer comes along.
    private static string Document(Random random)
    {
        var text = new StringBuilder("<top ID=\"_1\" xmlns:p=\"urn:one\" xmlns:q=\"urn:two\" xmlns:a=\"urn:one\" xmlns=\"urn:two\">");
        Children(text, random, depth: 0);
        text.Append(random.Next(4) == 0 ? string.Concat(Enumerable.Repeat("𝒳&amp;x", random.Next(1500))) : string.Empty);
        return text.Append("</top>").ToString();
    }

    private static void Children(StringBuilder text, Random random, int depth)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            text.Append(Texts[random.Next(Texts.Length)]);
            if (depth < 6)
            {
                Element(text, random, depth);
            }
        }
    }

    private static void Element(StringBuilder text, Random random, int depth)
    {
        var name = Name(random, "e");
        text.Append('<').Append(name);
        foreach (var prefix in Prefixes.Where(_ => random.Next(3) == 0))
        {
            text.Append(prefix.Length == 0 ? " xmlns" : " xmlns:").Append(prefix).Append("=\"")
                .Append(prefix.Length == 0 && random.Next(2) == 0 ? string.Empty : Namespaces[random.Next(Namespaces.Length)]).Append('"');
        }

        text.Append(random.Next(3) == 0 ? " xml:lang=\"el\"" : string.Empty);
        text.Append(random.Next(2) == 0 ? " z=\"&#9;&#10;&#13;&quot;'&lt;&amp;>\"" : string.Empty);
        text.Append(random.Next(2) == 0 ? $" {Prefixes[random.Next(1, Prefixes.Length)]}:b=\"1\"" : string.Empty);
        text.Append(random.Next(2) == 0 ? " b=\"2\"" : string.Empty);
        if (random.Next(4) == 0)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        Children(text, random, depth + 1);
        text.Append("</").Append(name).Append('>');
    }

    private static string Name(Random random, string local) =>
        Prefixes[random.Next(Prefixes.Length)] is { Length: > 0 } prefix ? $"{prefix}:{local}" : local;

    private static XmlDocument Load(string xml)
    {
        SafeXml.TryRead(Encoding.UTF8.GetBytes(xml), XmlLimits.Message, out var document, out var fault).ShouldBeTrue(fault.ToString());
        return document;
    }
}
