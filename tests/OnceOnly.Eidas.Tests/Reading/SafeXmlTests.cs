// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Tests.Reading;

public class SafeXmlTests
{
    private static readonly XmlLimits Generous = XmlLimits.Message;

    [Fact]
    public void a_document_may_be_as_large_as_its_limits_and_no_larger()
    {
        Read("<a/>", Generous with { MaxBytes = 4 }).ShouldBe(XmlFault.None);
        Read("<a/>", Generous with { MaxBytes = 3 }).ShouldBe(XmlFault.TooLarge);

        // Depth counts from zero.
        Read("<a><b/></a>", Generous with { MaxDepth = 1 }).ShouldBe(XmlFault.None);
        Read("<a><b/></a>", Generous with { MaxDepth = 0 }).ShouldBe(XmlFault.TooDeep);

        // Start and end of an element are two; an attribute is one.
        Read("<a x='1'>t</a>", Generous with { MaxNodes = 4 }).ShouldBe(XmlFault.None);
        Read("<a x='1'>t</a>", Generous with { MaxNodes = 3 }).ShouldBe(XmlFault.TooManyNodes);
    }

    [Fact]
    public void an_element_may_have_64_attributes_and_a_document_64_prefixes()
    {
        Read($"<a {Many("a{0}=''", 64)}/>", Generous).ShouldBe(XmlFault.None);
        Read($"<a {Many("a{0}=''", 65)}/>", Generous).ShouldBe(XmlFault.TooManyNodes);

        // They are counted when the next node is read.
        Read($"<a {Many("xmlns:a{0}='urn:x'", 64)}>t</a>", Generous).ShouldBe(XmlFault.None);
        Read($"<a {Many("xmlns:a{0}='urn:x'", 64)}><b xmlns:more='urn:x'/><c/></a>", Generous).ShouldBe(XmlFault.TooManyNodes);
    }

    [Theory]
    [InlineData("<a ID='1'><b ID='1'/></a>")]
    [InlineData("<a ID='1'><b id='1'/></a>")]
    [InlineData("<a Id='1'><b AssertionID='1'/></a>")]
    [InlineData("<a Id='1'><b assertionid=' 1 '/></a>")]
    [InlineData("<a xml:id='1'><b Id='1'/></a>")]
    [InlineData("<a xmlns:u='urn:wsu' u:Id='1'><b ID='1'/></a>")]
    [InlineData("<a ID='1' Id='1'/>")]
    public void an_identifier_stands_once_however_it_is_spelt(string xml)
    {
        Read(xml, Generous).ShouldBe(XmlFault.RepeatedId);
        Read(xml, Generous with { AllowsRepeatedIds = true }).ShouldBe(XmlFault.None);
    }

    [Theory]
    [InlineData("<a ID='1'><b ID='2'/></a>")]
    [InlineData("<a ID='1'><b Reference='1'/></a>")]
    [InlineData("<a xmlns:id='1'><b ID='1'/></a>")]
    public void other_attributes_are_no_identifiers(string xml) => Read(xml, Generous).ShouldBe(XmlFault.None);

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<a>")]
    [InlineData("<a/><b/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")]
    [InlineData("<a>&e;</a>")]
    public void what_is_no_XML_or_brings_a_document_type_is_not_read(string xml) => Read(xml, Generous).ShouldBe(XmlFault.Malformed);

    [Fact]
    public void white_space_is_kept_and_a_slice_is_read_alone()
    {
        var bytes = Encoding.UTF8.GetBytes("<z><a> <b/>\n</a></z>");
        SafeXml.TryRead(bytes.AsMemory(3..^4), Generous, out var document, out _).ShouldBeTrue();
        document!.OuterXml.ShouldBe("<a> <b />\n</a>");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("AQI", null)]
    [InlineData("A===", null)]
    [InlineData("AQ==", "01")]
    [InlineData("AQI=", "0102")]
    [InlineData(" A Q\nI D ", "010203")]
    [InlineData("AQIDBAUGBwgJ", "010203040506070809")]
    public void base64_is_read_with_white_space_anywhere_and_never_empty(string text, string? expected)
    {
        Base64.TryDecode(text, out var bytes).ShouldBe(expected is not null);
        (bytes is null ? null : Convert.ToHexString(bytes)).ShouldBe(expected);
    }

    private static XmlFault Read(string xml, XmlLimits limits)
    {
        var isRead = SafeXml.TryRead(Encoding.UTF8.GetBytes(xml), limits, out var document, out var fault);
        isRead.ShouldBe(fault == XmlFault.None);
        (document is not null).ShouldBe(isRead);
        return fault;
    }

    private static string Many(string format, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(number => string.Format(format, number)));
}
