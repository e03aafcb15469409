// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Encryption;

public class DecryptionKeyTests
{
    [Fact]
    public void private_keys_are_read_from_PEM_in_every_usual_form()
    {
        using var rsa = TestKeys.OurRsa.GetRSAPrivateKey()!;
        Open(rsa.ExportPkcs8PrivateKeyPem(), TestKeys.OurRsa).ShouldBe("text");
        Open(rsa.ExportRSAPrivateKeyPem(), TestKeys.OurRsa).ShouldBe("text");

        using var curve = TestKeys.NodeP256.GetECDiffieHellmanPrivateKey()!;
        Open(curve.ExportPkcs8PrivateKeyPem(), TestKeys.NodeP256).ShouldBe("text");
        Open(curve.ExportECPrivateKeyPem(), TestKeys.NodeP256).ShouldBe("text");
    }

    [Fact]
    public void what_opens_nothing_is_no_key()
    {
        using var rsa = TestKeys.OurRsa.GetRSAPublicKey()!;
        using var curve = TestKeys.NodeP256.GetECDsaPublicKey()!;
        foreach (var pem in new[]
        {
            "", "text", TestKeys.OurRsa.ExportCertificatePem(), rsa.ExportSubjectPublicKeyInfoPem(), rsa.ExportRSAPublicKeyPem(),
            curve.ExportSubjectPublicKeyInfoPem(), PemEncoding.WriteString("PRIVATE KEY", [1, 2, 3]),
        })
        {
            DecryptionKey.TryFromPem(pem, out var key).ShouldBeFalse(pem);
            key.ShouldBeNull();
        }

        Should.Throw<ArgumentException>(() => new DecryptionKey(X509CertificateLoader.LoadCertificate(TestKeys.OurRsa.RawData)));
        Should.Throw<ArgumentNullException>(() => new DecryptionKey(null!));
    }

    [Fact]
    public void only_what_was_signed_is_decrypted()
    {
        var (verified, container) = Signed("text", TestKeys.OurRsa);
        var stray = XmlOutput.ToDocument(Container("text", TestKeys.OurRsa)).DocumentElement!;

        Should.Throw<ArgumentException>(() => Open(verified, stray, new DecryptionKey(TestKeys.OurRsa)));
        Should.Throw<ArgumentException>(() => Open(verified, verified.Element.OwnerDocument.CreateElement("a"), new DecryptionKey(TestKeys.OurRsa)));
        Open(verified, container, new DecryptionKey(TestKeys.OurRsa)).ShouldBe("text");
    }

    [Fact]
    public void content_without_any_text_is_as_good_as_altered() =>
        Fault("", new DecryptionKey(TestKeys.OurRsa)).ShouldBe(DecryptionFault.Failed);

    [Fact]
    public void a_key_of_another_kind_fails_as_a_wrong_one_does()
    {
        Fault("text", new DecryptionKey(TestKeys.NodeP256)).ShouldBe(DecryptionFault.Failed);
        Fault("text", new DecryptionKey(TestKeys.StrangerRsa)).ShouldBe(DecryptionFault.Failed);
        Fault("text").ShouldBe(DecryptionFault.Failed);
    }

    [Fact]
    public void eight_keys_are_tried_and_no_more()
    {
        var wrong = new DecryptionKey(TestKeys.NodeP256);
        var right = new DecryptionKey(TestKeys.OurRsa);

        Fault("text", [.. Enumerable.Repeat(wrong, 7), right]).ShouldBe(DecryptionFault.None);
        Fault("text", [.. Enumerable.Repeat(wrong, 8), right]).ShouldBe(DecryptionFault.Failed);
    }

    [Fact]
    public void nothing_is_encrypted_by_or_to_what_we_do_not_speak()
    {
        Should.Throw<ArgumentException>(() => ElementEncryptor.Encrypt("text"u8, TestKeys.OurRsa, "http://www.w3.org/2001/04/xmlenc#aes256-cbc"))
            .Message.ShouldContain("aes256-cbc");
        Should.Throw<ArgumentException>(() => ElementEncryptor.Encrypt("text"u8, TestKeys.Ec(ECCurve.CreateFromValue("1.3.132.0.10"))))
            .Message.ShouldContain("curve");
    }

    private static string? Open(string pem, X509Certificate2 recipient)
    {
        DecryptionKey.TryFromPem(pem, out var key).ShouldBeTrue(pem.Split('\n')[0]);
        key!.Certificate.ShouldBeNull();
        var (verified, container) = Signed("text", recipient);
        return Open(verified, container, key);
    }

    private static string? Open(VerifiedElement verified, XmlElement container, DecryptionKey key) =>
        ElementDecryptor.TryDecrypt(verified, container, [key], EncryptionProfile.Eidas, out var plaintext, out _) ? Encoding.UTF8.GetString(plaintext) : null;

    private static DecryptionFault Fault(string text, params DecryptionKey[] keys)
    {
        var (verified, container) = Signed(text, TestKeys.OurRsa);
        ElementDecryptor.TryDecrypt(verified, container, keys, EncryptionProfile.Eidas, out _, out var fault);
        return fault;
    }

    private static XElement Container(string text, X509Certificate2 recipient) => new("c", ElementEncryptor.Encrypt(Encoding.UTF8.GetBytes(text), recipient));

    private static (VerifiedElement Verified, XmlElement Container) Signed(string text, X509Certificate2 recipient)
    {
        var root = XmlOutput.ToDocument(new XElement("r", new XAttribute("ID", "_1"), Container(text, recipient))).DocumentElement!;
        EnvelopedSigner.Sign(root, "ID", new SigningKey(TestKeys.NodeP256));
        VerificationKey.TryFromCertificate(TestKeys.NodeP256, out var key).ShouldBeTrue();
        SignatureVerifier.TryVerify(root, "ID", [key], SignatureProfile.Eidas, out var verified, out _).ShouldBeTrue();
        return (verified, (XmlElement)root.LastChild!);
    }
}
