// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Tests.Responses;

public class KeyAgreementTests
{
    private static readonly XNamespace Xenc = "http://www.w3.org/2001/04/xmlenc#";
    private static readonly XNamespace Xenc11 = "http://www.w3.org/2009/xmlenc11#";
    private static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";
    private static readonly XNamespace Ds11 = "http://www.w3.org/2009/xmldsig11#";

    private static readonly Dictionary<string, Action<XElement>> Refused = new(StringComparer.Ordinal)
    {
        ["another agreement"] = data => data.Descendants(Xenc + "AgreementMethod").Single().SetAttributeValue("Algorithm", Xenc + "dh"),
        ["another derivation"] = data => data.Descendants(Xenc11 + "KeyDerivationMethod").Single().SetAttributeValue("Algorithm", Xenc11 + "pbkdf2"),
        ["a derivation by SHA-1"] = data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().Element(Ds + "DigestMethod")!.SetAttributeValue("Algorithm", Ds + "sha1"),
        ["bits that pad"] = data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().SetAttributeValue("PartyUInfo", "0300"),
        ["information that is no hexadecimal"] = data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().SetAttributeValue("PartyUInfo", "00zz"),
        ["no parameters"] = data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().Remove(),
        ["a parameter of no standard"] = data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().SetAttributeValue("Extra", "00"),
        ["no derivation"] = data => data.Descendants(Xenc11 + "KeyDerivationMethod").Single().Remove(),
        ["nothing of the sender"] = data => data.Descendants(Xenc + "OriginatorKeyInfo").Single().Remove(),
        ["something else in the agreement"] = data => data.Descendants(Xenc + "AgreementMethod").Single().Add(new XElement(Xenc + "Extra")),
        ["something else in the parameters"] = data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().Add(new XElement(Xenc11 + "Extra")),
        ["no key of the sender"] = data => data.Descendants(Xenc + "OriginatorKeyInfo").Single().RemoveNodes(),
        ["a curve by its parameters"] = data => data.Descendants(Ds11 + "NamedCurve").Single().ReplaceWith(new XElement(Ds11 + "ECParameters")),
        ["a curve nobody allows"] = data => data.Descendants(Ds11 + "NamedCurve").Single().SetAttributeValue("URI", "urn:oid:1.3.132.0.10"),
        ["a curve nobody allows, with a point of it"] = Koblitz,
        ["a point beside the curve"] = data => Alter(data.Descendants(Ds11 + "PublicKey").Single()),
        ["a compressed point"] = data => data.Descendants(Ds11 + "PublicKey").Single().Value = Convert.ToBase64String([2, .. new byte[32]]),
        ["two agreements"] = data => data.Descendants(Xenc + "AgreementMethod").Single().AddAfterSelf(data.Descendants(Xenc + "AgreementMethod").Single()),
        ["a key wrapped with a key of no standard"] = data => data.Descendants(Xenc + "EncryptedKey").Single().Element(Xenc + "EncryptionMethod")!.SetAttributeValue("Algorithm", Xenc + "kw-tripledes"),
        ["a key wrapped with nothing agreed on"] = data => data.Descendants(Xenc + "EncryptedKey").Single().Element(Ds + "KeyInfo")!.Remove(),
    };

    public static TheoryData<string> Cases => new(Refused.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public void key_agreement_in_another_form_is_refused_before_any_key_is_used(string how) =>
        Validate(Refused[how]).ShouldBe(ResponseRules.EncryptionAlgorithm);

    [Fact]
    public void key_agreement_that_fails_fails_as_altered_content_does()
    {
        Validate(data => data.Descendants(Xenc11 + "ConcatKDFParams").Single().SetAttributeValue("PartyUInfo", "0001")).ShouldBe(ResponseRules.Decryption);
        Validate(data => Alter(data.Descendants(Xenc + "CipherValue").First())).ShouldBe(ResponseRules.Decryption);
        Validate(data => Alter(data.Descendants(Xenc + "CipherValue").Last())).ShouldBe(ResponseRules.Decryption);
        Validate(_ => { }, TestKeys.Ec(ECCurve.NamedCurves.nistP256)).ShouldBe(ResponseRules.Decryption);
        Validate(_ => { }, TestKeys.Ec(ECCurve.NamedCurves.nistP384)).ShouldBe(ResponseRules.Decryption);
        Validate(_ => { }, TestKeys.OurRsa).ShouldBe(ResponseRules.Decryption);
        Validate(_ => { }).ShouldBeNull();
    }

    private static ResponseRule? Validate(Action<XElement> spoil, System.Security.Cryptography.X509Certificates.X509Certificate2? ours = null)
    {
        var forge = new Forge
        {
            Wrap = plaintext =>
            {
                var data = ElementEncryptor.Encrypt(plaintext, TestKeys.NodeP256);
                spoil(data);
                return new XElement(Templates.Saml + "EncryptedAssertion", data);
            },
        };
        forge.Expected = forge.Expected with { DecryptionKeys = [new DecryptionKey(ours ?? TestKeys.NodeP256)] };
        return forge.Validate() is RefusedResponse refused ? refused.Failures.ShouldHaveSingleItem().Rule : null;
    }

    private static void Koblitz(XElement data)
    {
        using var key = ECDiffieHellman.Create(ECCurve.CreateFromValue("1.3.132.0.10"));
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        data.Descendants(Ds11 + "NamedCurve").Single().SetAttributeValue("URI", "urn:oid:1.3.132.0.10");
        data.Descendants(Ds11 + "PublicKey").Single().Value = Convert.ToBase64String([4, .. point.X!, .. point.Y!]);
    }

    private static void Alter(XElement element)
    {
        var bytes = Convert.FromBase64String(element.Value);
        bytes[^1] ^= 1;
        element.Value = Convert.ToBase64String(bytes);
    }
}
