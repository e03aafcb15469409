// SPDX-License-Identifier: EUPL-1.2

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Signatures;

/// <summary>Keys without a certificate around them, as metadata may publish them.</summary>
public class BareKeyTests
{
    private static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";
    private static readonly XNamespace Ds11 = "http://www.w3.org/2009/xmldsig11#";

    public static TheoryData<string> Forms => ["KeyValue of RSA", "KeyValue of RSA with leading zeros", "KeyValue of a curve", "DER of RSA", "DER of a curve"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void a_bare_key_verifies_what_its_private_half_signed(string form)
    {
        var isRsa = form.Contains("RSA", StringComparison.Ordinal);
        var (key, info) = form switch
        {
            "KeyValue of RSA" => (TestKeys.NodeRsa, RsaValue()),
            "KeyValue of RSA with leading zeros" => (TestKeys.NodeRsa, RsaValue(modulus: [0, 0, .. Rsa().Modulus!])),
            "KeyValue of a curve" => (TestKeys.NodeP256, CurveValue()),
            _ => (isRsa ? TestKeys.NodeRsa : TestKeys.NodeP256, Der((isRsa ? TestKeys.NodeRsa : TestKeys.NodeP256).PublicKey.ExportSubjectPublicKeyInfo())),
        };

        Verify(new SigningKey(key), info).ShouldBe(SignatureFault.None);
        Verify(new SigningKey(isRsa ? TestKeys.StrangerRsa : TestKeys.Ec(ECCurve.NamedCurves.nistP256)), info).ShouldBe(SignatureFault.NotMadeByTrustedKey);
        Verify(new SigningKey(isRsa ? TestKeys.NodeP256 : TestKeys.NodeRsa), info).ShouldBe(SignatureFault.NoFittingKey);
    }

    private static readonly Dictionary<string, Func<XElement>> NoKeys = new(StringComparer.Ordinal)
    {
        ["nothing"] = () => new XElement(Ds + "KeyInfo"),
        ["a name"] = () => KeyInfo(new XElement(Ds + "KeyName", "node")),
        ["an empty KeyValue"] = () => KeyInfo(new XElement(Ds + "KeyValue")),
        ["a DSA key"] = () => KeyInfo(new XElement(Ds + "KeyValue", new XElement(Ds + "DSAKeyValue"))),
        ["RSA without modulus"] = () => Without(RsaValue(), Ds + "Modulus"),
        ["RSA without exponent"] = () => Without(RsaValue(), Ds + "Exponent"),
        ["RSA whose modulus is no base64"] = () => With(RsaValue(), Ds + "Modulus", "%%%"),
        ["RSA whose exponent is no base64"] = () => With(RsaValue(), Ds + "Exponent", "%%%"),
        ["RSA of 16,392 bits"] = () => RsaValue(modulus: [0xFF, .. new byte[2047], 1]),
        ["RSA with an exponent of nine bytes"] = () => RsaValue(exponent: [1, 0, 0, 0, 0, 0, 0, 0, 1]),
        ["a curve without a name"] = () => Without(CurveValue(), Ds11 + "NamedCurve"),
        ["a curve without a point"] = () => Without(CurveValue(), Ds11 + "PublicKey"),
        ["a curve nobody allows"] = () => CurveValue(curve: "urn:oid:1.3.132.0.10"),
        ["a curve named another way"] = () => CurveValue(curve: "urn:uuid:" + NamedCurves.P256),
        ["a curve whose name only ends right"] = () => CurveValue(curve: "xxx:yyy:" + NamedCurves.P256),
        ["a point that is no base64"] = () => With(CurveValue(), Ds11 + "PublicKey", "%%%"),
        ["a compressed point"] = () => CurveValue(point: [2, .. Point()[1..33]]),
        ["a point marked as compressed"] = () => CurveValue(point: [2, .. Point()[1..]]),
        ["half a point"] = () => CurveValue(point: Point()[..34]),
        ["a point off the curve"] = () => CurveValue(point: [.. Point()[..64], (byte)(Point()[64] ^ 1)]),
        ["the point at infinity"] = () => CurveValue(point: [4, .. new byte[64]]),
        ["DER that is no base64"] = () => KeyInfo(new XElement(Ds11 + "DEREncodedKeyValue", "%%%")),
        ["DER that is none"] = () => Der([1, 2, 3]),
        ["DER with something behind"] = () => Der([.. TestKeys.NodeRsa.PublicKey.ExportSubjectPublicKeyInfo(), 0]),
        ["DER of a curve by its parameters"] = () => Der(ExplicitCurve()),
    };

    public static TheoryData<string> Refused => new(NoKeys.Keys);

    [Theory]
    [MemberData(nameof(Refused))]
    public void what_is_no_key_of_ours_is_none(string what) => TryRead(NoKeys[what](), out _).ShouldBeFalse();

    [Fact]
    public void the_largest_key_and_exponent_are_still_read()
    {
        TryRead(RsaValue(modulus: [0xFF, .. new byte[2046], 1]), out _).ShouldBeTrue();
        TryRead(RsaValue(exponent: [1, 0, 0, 0, 0, 0, 0, 1]), out _).ShouldBeTrue();
    }

    [Fact]
    public void a_broken_key_does_not_keep_the_others_from_being_tried()
    {
        // An even modulus: the arithmetic refuses it.
        var even = Rsa().Modulus!;
        even[^1] &= 0xFE;
        TryRead(RsaValue(modulus: even), out var broken).ShouldBeTrue();
        TryRead(RsaValue(), out var good).ShouldBeTrue();

        Verify(new SigningKey(TestKeys.NodeRsa), broken!).ShouldBe(SignatureFault.NotMadeByTrustedKey);
        Verify(new SigningKey(TestKeys.NodeRsa), broken!, good!).ShouldBe(SignatureFault.None);
    }

    [Fact]
    public void metadata_may_publish_a_key_without_a_certificate()
    {
        Metadata(RsaValue(), out var fault).ShouldNotBeNull(fault.ToString()).SigningKeys.ShouldHaveSingleItem();
        Metadata(new XElement(Ds + "KeyInfo", new XElement(Ds + "KeyName", "x")), out fault).ShouldBeNull();
        fault.ShouldBe(MetadataFault.NoSigningKey);
    }

    // The certificate is the publisher's word; a bare key beside it would be a second one.
    [Fact]
    public void beside_a_certificate_a_bare_key_does_not_count()
    {
        var info = RsaValue();
        info.AddFirst(new XElement(Ds + "X509Data", new XElement(Ds + "X509Certificate", Convert.ToBase64String(TestKeys.StrangerRsa.RawData))));

        var keys = Metadata(info, out _)!.SigningKeys;

        Verify(new SigningKey(TestKeys.StrangerRsa), [.. keys]).ShouldBe(SignatureFault.None);
        Verify(new SigningKey(TestKeys.NodeRsa), [.. keys]).ShouldBe(SignatureFault.NotMadeByTrustedKey);
    }

    private static NodeMetadata? Metadata(XElement keyInfo, out MetadataFault fault)
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1))));
        document.Descendants("{urn:oasis:names:tc:SAML:2.0:metadata}KeyDescriptor").Single().Element(Ds + "KeyInfo")!.ReplaceWith(keyInfo);
        NodeMetadata.TryRead(
            Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)), MetadataTrust.AsGiven, Actors.Now, out var metadata, out fault);
        return metadata;
    }

    private static SignatureFault Verify(SigningKey key, XElement keyInfo)
    {
        TryRead(keyInfo, out var trusted).ShouldBeTrue();
        return Verify(key, trusted!);
    }

    private static SignatureFault Verify(SigningKey key, params VerificationKey[] trusted)
    {
        var root = XmlOutput.ToDocument(new XElement("r", new XAttribute("ID", "_1"))).DocumentElement!;
        EnvelopedSigner.Sign(root, "ID", key);
        SignatureVerifier.TryVerify(root, "ID", trusted, SignatureProfile.Eidas, out _, out var fault);
        return fault;
    }

    private static bool TryRead(XElement keyInfo, out VerificationKey? key) =>
        VerificationKey.TryFromKeyInfo(XmlOutput.ToDocument(keyInfo).DocumentElement!, out key);

    private static RSAParameters Rsa() => TestKeys.NodeRsa.GetRSAPublicKey()!.ExportParameters(includePrivateParameters: false);

    private static byte[] Point()
    {
        var point = TestKeys.NodeP256.GetECDsaPublicKey()!.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }

    private static XElement KeyInfo(XElement content) => new(Ds + "KeyInfo", content);

    private static XElement RsaValue(byte[]? modulus = null, byte[]? exponent = null) => KeyInfo(new XElement(Ds + "KeyValue", new XElement(
        Ds + "RSAKeyValue",
        new XElement(Ds + "Modulus", Convert.ToBase64String(modulus ?? Rsa().Modulus!)),
        new XElement(Ds + "Exponent", Convert.ToBase64String(exponent ?? Rsa().Exponent!)))));

    private static XElement CurveValue(string curve = "urn:oid:" + NamedCurves.P256, byte[]? point = null) => KeyInfo(new XElement(Ds + "KeyValue", new XElement(
        Ds11 + "ECKeyValue",
        new XElement(Ds11 + "NamedCurve", new XAttribute("URI", curve)),
        new XElement(Ds11 + "PublicKey", Convert.ToBase64String(point ?? Point())))));

    private static XElement Der(byte[] info) => KeyInfo(new XElement(Ds11 + "DEREncodedKeyValue", Convert.ToBase64String(info)));

    private static XElement Without(XElement info, XName name)
    {
        info.Descendants(name).Single().Remove();
        return info;
    }

    private static XElement With(XElement info, XName name, string value)
    {
        info.Descendants(name).Single().Value = value;
        return info;
    }

    private static byte[] ExplicitCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var spelledOut = ECDsa.Create(key.ExportExplicitParameters(includePrivateParameters: false));
        var info = spelledOut.ExportSubjectPublicKeyInfo();
        new AsnReader(info, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadEncodedValue().ShouldBe(new byte[] { 6, 7, 42, 134, 72, 206, 61, 2, 1 });
        return info;
    }
}
