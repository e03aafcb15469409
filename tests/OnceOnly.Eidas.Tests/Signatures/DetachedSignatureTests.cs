// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Signatures;

/// <summary>A signature beside what it signs: an element of the document and octets elsewhere.</summary>
public class DetachedSignatureTests
{
    private const string Octets = "urn:octets";
    private const string Dsig = "http://www.w3.org/2000/09/xmldsig#";
    private const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private static readonly byte[] Attachment = Encoding.UTF8.GetBytes("attached");

    public static TheoryData<string, SignatureFault> Spoilt => new()
    {
        { "//ds:Signature/@x=1", SignatureFault.Malformed },
        { "//ds:SignedInfo/@x=1", SignatureFault.Malformed },
        { "//ds:SignatureValue/@x=1", SignatureFault.Malformed },
        { "//ds:DigestValue/@x=1", SignatureFault.Malformed },
        { "//ds:Reference[1]/@x=1", SignatureFault.Malformed },
        { "//ds:Reference[1]/@URI=", SignatureFault.Malformed },
        { "//ds:Transform/@Algorithm=urn:other", SignatureFault.AlgorithmRefused },
        { "//ds:CanonicalizationMethod/@Algorithm=http://www.w3.org/TR/2001/REC-xml-c14n-20010315", SignatureFault.AlgorithmRefused },
        { "//ds:SignatureMethod/@Algorithm=http://www.w3.org/2000/09/xmldsig#rsa-sha1", SignatureFault.AlgorithmRefused },
        { "//ds:DigestMethod/@Algorithm=http://www.w3.org/2000/09/xmldsig#sha1", SignatureFault.AlgorithmRefused },
        { "//ds:DigestMethod/@x=1", SignatureFault.AlgorithmRefused },
        { "-//ds:SignedInfo", SignatureFault.Malformed },
        { "-//ds:SignatureValue", SignatureFault.Malformed },
        { "-//ds:CanonicalizationMethod", SignatureFault.Malformed },
        { "-//ds:SignatureMethod", SignatureFault.Malformed },
        { "-//ds:Reference", SignatureFault.Malformed },
        { "-//ds:Transforms", SignatureFault.Malformed },
        { "-//ds:Transform", SignatureFault.AlgorithmRefused },
        { "-//ds:DigestMethod", SignatureFault.Malformed },
        { "-//ds:DigestValue", SignatureFault.Malformed },
        { "+//ds:Signature", SignatureFault.Malformed },
        { "+//ds:SignedInfo", SignatureFault.Malformed },
        { "+//ds:Reference[1]", SignatureFault.Malformed },
        { "+//ds:Transforms", SignatureFault.AlgorithmRefused },
        { "~//ds:SignatureValue", SignatureFault.Malformed },
        { "~//ds:DigestValue", SignatureFault.Malformed },
    };

    [Fact]
    public void what_was_signed_is_told_and_verifies_while_it_stands()
    {
        var signature = Signed();
        TryRead(signature, out var parts).ShouldBe(SignatureFault.None);

        parts!.Algorithm.ShouldBe(SignatureAlgorithm.EcdsaSha256);
        parts.KeyInfo!.InnerText.ShouldBe("who");
        parts.References.Select(reference => (reference.Uri, reference.Transform, reference.IsOfElement)).ShouldBe(
            [("#_a", Exclusive, true), ("cid:part", Octets, false)]);
        parts.References.ShouldAllBe(reference => reference.DigestMethod == "http://www.w3.org/2001/04/xmlenc#sha256" && reference.DigestValue.Length == 32);
        parts.References[0].Element.LocalName.ShouldBe("Reference");

        var element = (XmlElement)signature.OwnerDocument.DocumentElement!.FirstChild!;
        parts.References[0].Matches(element).ShouldBeTrue();
        parts.References[0].Matches(Attachment).ShouldBeFalse("octets are no element");
        parts.References[1].Matches(Attachment).ShouldBeTrue();
        parts.References[1].Matches(element).ShouldBeFalse("an element is no octets");
        parts.References[1].Matches("Attached"u8).ShouldBeFalse();
        element.InnerText = "changed";
        parts.References[0].Matches(element).ShouldBeFalse();
    }

    [Fact]
    public void only_the_key_that_made_it_verifies_it_and_only_as_it_was_made()
    {
        var signature = Signed();
        TryRead(signature, out var parts).ShouldBe(SignatureFault.None);
        parts!.IsMadeBy(Key(TestKeys.NodeP256), SignatureProfile.Eidas).ShouldBeTrue();
        parts.IsMadeBy(Key(TestKeys.NodeP256), SignatureProfile.Eidas with { Curves = new HashSet<string> { "1.3.132.0.34" } }).ShouldBeFalse();
        parts.IsMadeBy(Key(TestKeys.StrangerRsa), SignatureProfile.Eidas).ShouldBeFalse();
        parts.IsMadeBy(Key(TestKeys.Ec(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)), SignatureProfile.Eidas).ShouldBeFalse();

        ((XmlElement)signature.GetElementsByTagName("Reference", Dsig)[0]!).SetAttribute("URI", "#_b");
        TryRead(signature, out parts).ShouldBe(SignatureFault.None);
        parts!.IsMadeBy(Key(TestKeys.NodeP256), SignatureProfile.Eidas).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void a_signature_of_another_form_is_refused_before_any_key_is_used(string how, SignatureFault expected)
    {
        var signature = Signed();
        Spoil(signature, how);

        TryRead(signature, out var parts).ShouldBe(expected);
        parts.ShouldBeNull();
    }

    [Theory]
    [InlineData("//ds:Signature/@Id=_s")]
    [InlineData("//ds:SignedInfo/@Id=_i")]
    [InlineData("//ds:SignatureValue/@Id=_v")]
    [InlineData("//ds:Reference[1]/@Id=_r")]
    [InlineData("//ds:Reference[1]/@Type=urn:type")]
    public void identifiers_and_types_may_stand_where_the_schema_has_them(string how)
    {
        var signature = Signed();
        Spoil(signature, how);

        TryRead(signature, out _).ShouldBe(SignatureFault.None);
    }

    [Fact]
    public void a_digest_that_is_empty_is_that_of_nothing()
    {
        var signature = Signed();
        signature.GetElementsByTagName("DigestValue", Dsig)[1]!.InnerText = string.Empty;
        TryRead(signature, out var parts);

        (parts?.References[1].Matches(Attachment) ?? false).ShouldBeFalse();
    }

    [Fact]
    public void no_more_references_are_read_than_there_may_be()
    {
        TryRead(Signed(), out _, maxReferences: 2).ShouldBe(SignatureFault.None);
        TryRead(Signed(), out _, maxReferences: 1).ShouldBe(SignatureFault.Malformed);
    }

    [Fact]
    public void only_a_Signature_is_read_as_one()
    {
        var signature = Signed();
        var other = signature.OwnerDocument.CreateElement("ds", "Other", Dsig);
        while (signature.FirstChild is { } child)
        {
            other.AppendChild(child);
        }

        TryRead(other, out _).ShouldBe(SignatureFault.Malformed);
    }

    [Fact]
    public void the_digest_is_as_long_as_the_hash_of_the_signature()
    {
        var key = new SigningKey(TestKeys.Ec(System.Security.Cryptography.ECCurve.NamedCurves.nistP384));
        TryRead(Signed(key), out var parts).ShouldBe(SignatureFault.None);

        parts!.References.ShouldAllBe(reference => reference.DigestValue.Length == 48);
        parts.IsMadeBy(Key(key.Certificate), SignatureProfile.Eidas).ShouldBeTrue();
    }

    private static VerificationKey Key(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        VerificationKey.TryFromCertificate(certificate, out var key) ? key : throw new InvalidOperationException();

    private static SignatureFault TryRead(XmlElement signature, out DetachedSignature? parts, int maxReferences = 8)
    {
        DetachedSignature.TryRead(signature, SignatureProfile.Eidas, Octets, maxReferences, out parts, out var fault).ShouldBe(fault == SignatureFault.None);
        return fault;
    }

    private static XmlElement Signed(SigningKey? key = null)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml("<r xmlns='urn:r'><a Id='_a'>text</a></r>");
        var element = (XmlElement)document.DocumentElement!.FirstChild!;
        var keyInfo = document.CreateElement("who");
        keyInfo.InnerText = "who";
        return DetachedSigner.Sign(
            document.DocumentElement, [ReferenceToSign.To(element, "_a"), ReferenceToSign.To("cid:part", Octets, Attachment)], key ?? new SigningKey(TestKeys.NodeP256), keyInfo);
    }

    // "path/@name=value" sets an attribute, "-path" takes an element out, "+path" adds an unknown one to it, "~path" makes its text no base64.
    private static void Spoil(XmlElement signature, string how)
    {
        var names = new XmlNamespaceManager(signature.OwnerDocument.NameTable);
        names.AddNamespace("ds", Dsig);
        var attribute = how.IndexOf("/@", StringComparison.Ordinal);
        var path = attribute < 0 ? how.TrimStart('-', '+', '~') : how[..attribute];
        foreach (var element in signature.OwnerDocument.SelectNodes(path, names)!.Cast<XmlElement>().ToList())
        {
            switch (how[0])
            {
                case '-':
                    element.ParentNode!.RemoveChild(element);
                    break;
                case '+':
                    element.AppendChild(signature.OwnerDocument.CreateElement("ds", "Unknown", Dsig));
                    break;
                case '~':
                    element.InnerText = "*";
                    break;
                default:
                    var named = how[(attribute + 2)..].Split('=', 2);
                    element.SetAttribute(named[0], named[1]);
                    break;
            }
        }
    }
}
