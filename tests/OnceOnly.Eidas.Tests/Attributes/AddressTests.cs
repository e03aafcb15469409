// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Attributes;

/// <summary>Addresses as nodes write them: base64 of XML without a root.</summary>
public class AddressTests
{
    private const string Town = "<PostName>Madrid</PostName>";

    private static readonly Dictionary<string, (string Xml, EidasAddress? Expected)> Cases = new(StringComparer.Ordinal)
    {
        ["every part, in the order of the schema"] = (
            "<x:PoBox>1 &amp; 2</x:PoBox><x:LocatorDesignator>22</x:LocatorDesignator><x:LocatorName>Casa &lt;Azul&gt;</x:LocatorName>"
            + "<x:CvaddressArea>Salamanca</x:CvaddressArea><x:Thoroughfare>Calle O'Donnell</x:Thoroughfare><x:PostName>Madrid</x:PostName>"
            + "<x:AdminunitFirstline>ES</x:AdminunitFirstline><x:AdminunitSecondline>Comunidad de Madrid</x:AdminunitSecondline><x:PostCode>28009</x:PostCode>",
            Everybody.Address),
        ["without prefixes"] = (Town, new EidasAddress { PostName = "Madrid" }),
        ["prefixes that are declared nowhere"] = (
            "<np:PostName>Madrid</np:PostName><eidas-natural:PostCode>28009</eidas-natural:PostCode><_a.b:PoBox>1</_a.b:PoBox>",
            new EidasAddress { PostName = "Madrid", PostCode = "28009", PoBox = "1" }),
        ["one prefix several times"] = ("<a:PostName>Madrid</a:PostName><a:PostCode>1</a:PostCode>", new EidasAddress { PostName = "Madrid", PostCode = "1" }),
        ["prefixes that differ in case"] = ("<a:PostName>Madrid</a:PostName><A:PostCode>1</A:PostCode>", new EidasAddress { PostName = "Madrid", PostCode = "1" }),
        ["a prefix that is declared"] = ("<a:PostName xmlns:a='urn:a'>Madrid</a:PostName>", new EidasAddress { PostName = "Madrid" }),
        ["one element around them"] = ("<CurrentAddress>" + Town + "<PostCode>1</PostCode></CurrentAddress>", new EidasAddress { PostName = "Madrid", PostCode = "1" }),
        ["one element around one part"] = ("<a:CurrentAddress>" + Town + "</a:CurrentAddress>", new EidasAddress { PostName = "Madrid" }),
        ["white space"] = ("\n  <PostName>\n Madrid </PostName>\n", new EidasAddress { PostName = "Madrid" }),
        ["an attribute whose prefix is declared nowhere"] = ("<PostName\n xsi:type = 'x:string'>Madrid</PostName>", new EidasAddress { PostName = "Madrid" }),
        ["a text that looks like one"] = ("<PostName>Calle Mayor b:c=1</PostName>", new EidasAddress { PostName = "Calle Mayor b:c=1" }),
        ["an XML declaration"] = ("<?xml version='1.0' encoding='UTF-8'?>\n" + Town, new EidasAddress { PostName = "Madrid" }),
        ["a byte order mark"] = ("\uFEFF" + Town, new EidasAddress { PostName = "Madrid" }),
        ["a byte order mark and an XML declaration"] = ("\uFEFF<?xml version='1.0'?>" + Town, new EidasAddress { PostName = "Madrid" }),
        ["two XML declarations"] = ("<?xml version='1.0'?><?xml version='1.0'?>" + Town, null),
        ["an XML declaration without end"] = ("<?xml version='1.0'>" + Town, null),
        ["parts that nobody knows"] = (Town + "<Planet>Earth</Planet>", new EidasAddress { PostName = "Madrid" }),
        ["a part twice"] = (Town + "<PostName>Getafe</PostName>", null),
        ["an element in a part"] = ("<PostName><b>Madrid</b></PostName><PostCode>1</PostCode>", null),
        ["two elements around them"] = ("<a>" + Town + "</a><b>" + Town + "</b>", null),
        ["two elements around each other"] = ("<a><b>" + Town + "</b></a>", null),
        ["a comment in a part"] = ("<PostName>Mad<!-- -->rid</PostName>", null),
        ["nothing but text"] = ("Madrid", null),
        ["no XML"] = ("<PostName>", null),
        ["a document type"] = ("<!DOCTYPE a>" + Town, null),
        ["a prefix of XML's own"] = ("<xmlish:PostName>Madrid</xmlish:PostName>", null),
        ["nested too deeply"] = (Town + "<a><b><c><d><e/></d></c></b></a>", null),
        ["200 parts"] = (string.Concat(Enumerable.Range(0, 200).Select(i => $"<p{i}/>")), null),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void an_address_is_read_or_passed_over(string how) => Read(Encode(Cases[how].Xml)).ShouldBe(Cases[how].Expected);

    [Fact]
    public void an_address_is_base64_and_of_no_more_than_8_KiB()
    {
        const string around = "<PostName></PostName>";
        var town = new string('a', (8 * 1024) - around.Length);

        Read(Encode($"<PostName>{town}</PostName>")).ShouldBe(new EidasAddress { PostName = town });
        Read(Encode($"<PostName>{town}a</PostName>")).ShouldBeNull();
        Read("Calle O'Donnell").ShouldBeNull();
    }

    private static string Encode(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));

    private static EidasAddress? Read(string value)
    {
        var forge = new Forge();
        forge.In("AttributeStatement").Add(Templates.Natural("CurrentAddress", value));
        return forge.Validate().ShouldBeOfType<AcceptedResponse>().Subject.ShouldBeOfType<EidasNaturalPerson>().CurrentAddress;
    }
}
