// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Encryption;

/// <summary>A content key wrapped for one recipient, apart from what it opens.</summary>
public class TransportedKeyTests
{
    private static readonly XNamespace Xenc = "http://www.w3.org/2001/04/xmlenc#";
    private static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";

    private static readonly byte[] ContentKey = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];

    [Fact]
    public void a_key_is_written_as_the_profile_has_it()
    {
        var written = Write();

        written.Name.ShouldBe(Xenc + "EncryptedKey");
        ((string?)written.Attribute("Id")).ShouldBe("_key");
        var method = written.Element(Xenc + "EncryptionMethod")!;
        method.Attribute("Algorithm")!.Value.ShouldBe("http://www.w3.org/2009/xmlenc11#rsa-oaep");
        method.Elements().Select(part => (part.Name.LocalName, part.Attribute("Algorithm")!.Value)).ShouldBe(
            [("DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256"), ("MGF", "http://www.w3.org/2009/xmlenc11#mgf1sha256")]);
        written.Element(Ds + "KeyInfo")!.Value.ShouldBe("which");
        written.Element(Xenc + "ReferenceList")!.Elements(Xenc + "DataReference").Select(reference => reference.Attribute("URI")!.Value).ShouldBe(["#_1", "#_2"]);

        using var rsa = TestKeys.OurRsa.GetRSAPrivateKey()!;
        rsa.Decrypt(Convert.FromBase64String(written.Element(Xenc + "CipherData")!.Element(Xenc + "CipherValue")!.Value), RSAEncryptionPadding.OaepSHA256)
            .ShouldBe(ContentKey);
    }

    [Fact]
    public void any_of_our_keys_unwraps_it_and_a_stranger_gets_a_key_that_opens_nothing()
    {
        TransportedKey.TryRead(Element(Write()), out var key, out var fault).ShouldBeTrue();
        fault.ShouldBe(DecryptionFault.None);

        key!.Unwrap([new DecryptionKey(TestKeys.StrangerRsa), new DecryptionKey(TestKeys.OurRsa)], EncryptionAlgorithms.Aes128Gcm).ShouldBe(ContentKey);
        var random = key.Unwrap([new DecryptionKey(TestKeys.StrangerRsa)], EncryptionAlgorithms.Aes128Gcm);
        random.Length.ShouldBe(16);
        random.ShouldNotBe(ContentKey);
        random.ShouldNotBe(key.Unwrap([], EncryptionAlgorithms.Aes128Gcm));
        key.Unwrap([new DecryptionKey(TestKeys.OurRsa)], EncryptionAlgorithms.Aes256Gcm).Length.ShouldBe(32, "the key is for another algorithm");
    }

    [Fact]
    public void another_form_is_refused_and_told_from_a_broken_one()
    {
        Fault(key => key.Name = Xenc + "EncryptedData").ShouldBe(DecryptionFault.Malformed);
        Fault(key => key.Element(Xenc + "CipherData")!.Remove()).ShouldBe(DecryptionFault.Malformed);
        Fault(key => key.Element(Xenc + "EncryptionMethod")!.Remove()).ShouldBe(DecryptionFault.Malformed);
        Fault(key => key.Element(Xenc + "EncryptionMethod")!.Elements().Last().Remove()).ShouldBe(DecryptionFault.AlgorithmRefused);
        Fault(key => key.Element(Xenc + "EncryptionMethod")!.SetAttributeValue("Algorithm", Xenc + "rsa-1_5")).ShouldBe(DecryptionFault.AlgorithmRefused);
        Fault(key => key.Element(Xenc + "EncryptionMethod")!.SetAttributeValue("Algorithm", Xenc + "kw-aes256")).ShouldBe(DecryptionFault.AlgorithmRefused);
    }

    [Fact]
    public void a_recipient_needs_an_RSA_key() =>
        Should.Throw<ArgumentException>(() => Write(TestKeys.NodeP256)).Message.ShouldContain("no RSA key");

    private static DecryptionFault Fault(Action<XElement> spoil)
    {
        var written = Write();
        spoil(written);
        TransportedKey.TryRead(Element(written), out var key, out var fault).ShouldBeFalse();
        key.ShouldBeNull();
        return fault;
    }

    private static XElement Write(X509Certificate2? recipient = null) =>
        TransportedKey.Write(ContentKey, recipient ?? TestKeys.OurRsa, "_key", new XElement("which", "which"), ["_1", "_2"]);

    private static XmlElement Element(XElement written) => XmlOutput.ToDocument(written).DocumentElement!;
}
