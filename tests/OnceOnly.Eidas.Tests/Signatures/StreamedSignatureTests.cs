// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Streaming;

namespace OnceOnly.Eidas.Tests.Signatures;

public class StreamedSignatureTests
{
    private static readonly StreamLimits Generous = StreamLimits.Aggregate;

    [Theory]
    [InlineData("")]
    [InlineData("\n  ")]
    [InlineData(" \t ")]
    public void white_space_may_stand_before_the_signature_and_is_signed(string before)
    {
        var signed = Sign($"<r ID='_1'>{before}<a>1</a></r>", after: before.Length > 0);

        Read(signed, out var elements).ShouldBe(SignatureFault.None);
        elements.ShouldBe(["<a>1</a>"]);
        Read(signed.Replace("<ds:Signature ", " <ds:Signature ", StringComparison.Ordinal), out _).ShouldBe(SignatureFault.DigestMismatch);
    }

    [Fact]
    public void a_signature_may_be_indented_and_count_the_namespace_without_a_prefix()
    {
        var document = Load("<r ID='_1'><a/></r>");
        SignWith.Indented(document.DocumentElement!, new SigningKey(TestKeys.NodeP256));
        Read(document.OuterXml, out _).ShouldBe(SignatureFault.None);

        document = Load("<p:r xmlns:p='urn:p' xmlns='urn:d' ID='_1'><p:a/></p:r>");
        SignWith.Prefixes(document.DocumentElement!, new SigningKey(TestKeys.NodeP256), "#default");
        Read(document.OuterXml, out _).ShouldBe(SignatureFault.None);
    }

    [Fact]
    public void comments_may_stand_before_the_signature()
    {
        var signed = Sign("<r ID='_1'><a>1</a></r>").Replace("<ds:Signature ", "<!-- made by a tool --><ds:Signature ", StringComparison.Ordinal);

        Read(signed, out var elements).ShouldBe(SignatureFault.None);
        elements.ShouldBe(["<a>1</a>"]);
    }

    [Fact]
    public void what_no_signature_vouches_for_yet_is_not_held_in_memory()
    {
        var signed = Sign("<r ID='_1'><a>1</a></r>");
        Unread("<ds:KeyInfo>" + new string('x', 10_000_000));
        Unread("<ds:KeyInfo>" + string.Concat(Enumerable.Repeat("<a>", 3_000_000)));

        void Unread(string rest)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(signed[..signed.IndexOf("</ds:Signature>", StringComparison.Ordinal)] + rest));
            VerificationKey.TryFromCertificate(TestKeys.NodeP256, out var key).ShouldBeTrue();
            StreamedSignature.TryRead(stream, "ID", [key], SignatureProfile.Eidas, Generous, IsA, out _, out var fault).ShouldBeFalse();
            fault.ShouldBe(SignatureFault.Malformed);
            stream.Position.ShouldBeLessThanOrEqualTo(128 * 1024);
        }
    }

    [Theory]
    [InlineData("<r ID='_1'><a/></r>")]
    [InlineData("<r ID='_1'><Signature/><a/></r>")]
    [InlineData("<r ID='_1'><a xmlns='http://www.w3.org/2000/09/xmldsig#'/></r>")]
    [InlineData("<r ID='_1'>text<a/></r>")]
    [InlineData("<r ID='_1'/>")]
    public void what_does_not_begin_with_a_signature_is_not_signed(string xml) => Read(xml, out _).ShouldBe(SignatureFault.Missing);

    [Fact]
    public void what_nobody_asked_to_verify_is_read_as_it_stands()
    {
        using var stream = new MemoryStream("<r><a>1</a><b/><a x='2'/></r>"u8.ToArray());
        StreamedSignature.TryRead(stream, "ID", null, SignatureProfile.Eidas, Generous, IsA, out var elements, out var fault).ShouldBeTrue();

        fault.ShouldBe(SignatureFault.None);
        elements!.Select(element => Encoding.UTF8.GetString(element.Span)).ShouldBe(["<a>1</a>", "<a x=\"2\"></a>"]);
    }

    [Fact]
    public void a_document_may_be_as_large_as_its_limits_and_no_larger()
    {
        var signed = Sign("<r ID='_1'><a>1</a><b><c/></b><a>2</a></r>");
        Fault(signed, Generous).ShouldBe(SignatureFault.None);

        Fault(signed, Generous with { MaxDepth = 2 }).ShouldBe(SignatureFault.None);
        Fault(signed, Generous with { MaxDepth = 1 }).ShouldBe(SignatureFault.Malformed);
        Fault(signed, Generous with { MaxElements = 1 }).ShouldBe(SignatureFault.Malformed);
        Fault(signed, Generous with { MaxElementBytes = "<a>1</a>".Length }).ShouldBe(SignatureFault.None);
        Fault(signed, Generous with { MaxElementBytes = "<a>1</a>".Length - 1 }).ShouldBe(SignatureFault.Malformed);
        Fault(signed, Generous with { MaxCharacters = signed.Length }).ShouldBe(SignatureFault.None);
        Fault(signed, Generous with { MaxCharacters = signed.Length / 2 }).ShouldBe(SignatureFault.Malformed);
    }

    [Fact]
    public void an_element_may_have_64_attributes()
    {
        Fault(Sign($"<r ID='_1'><b {Attributes(64)}/></r>"), Generous).ShouldBe(SignatureFault.None);
        Fault(Sign($"<r ID='_1'><b {Attributes(65)}/></r>"), Generous).ShouldBe(SignatureFault.Malformed);
    }

    [Fact]
    public void long_elements_are_kept_whole_and_measured_whole()
    {
        var text = new string('x', 50_000);
        var signed = Sign($"<r ID='_1'><a>{text}</a></r>");

        Read(signed, out var elements).ShouldBe(SignatureFault.None);
        elements.ShouldBe([$"<a>{text}</a>"]);
        Fault(signed, Generous with { MaxElementBytes = 50_006 }).ShouldBe(SignatureFault.Malformed);
        Fault(signed, Generous with { MaxElementBytes = 50_007 }).ShouldBe(SignatureFault.None);
    }

    private static SignatureFault Fault(string xml, StreamLimits limits) => Read(xml, out _, limits);

    private static SignatureFault Read(string xml, out IReadOnlyList<string> elements, StreamLimits? limits = null)
    {
        VerificationKey.TryFromCertificate(TestKeys.NodeP256, out var key).ShouldBeTrue();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        var isRead = StreamedSignature.TryRead(
            stream, "ID", [key!], SignatureProfile.Eidas, limits ?? Generous, IsA, out var kept, out var fault);
        isRead.ShouldBe(fault == SignatureFault.None);
        elements = kept?.Select(element => Encoding.UTF8.GetString(element.Span)).ToList() ?? [];
        return fault;
    }

    private static bool IsA(XmlReader reader) => reader.LocalName == "a" && reader.NamespaceURI.Length == 0;

    private static string Attributes(int count) => string.Join(' ', Enumerable.Range(0, count).Select(number => $"a{number}=''"));

    private static string Sign(string xml, bool after = false)
    {
        var document = Load(xml);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", new SigningKey(TestKeys.NodeP256), after: after ? document.DocumentElement!.FirstChild : null);
        return document.OuterXml;
    }

    private static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(xml);
        return document;
    }
}
