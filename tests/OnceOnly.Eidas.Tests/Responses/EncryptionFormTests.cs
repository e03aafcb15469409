// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Tests.Responses;

/// <summary>Encrypted assertions in every form a sender may choose, made here without our own encryptor.</summary>
public class EncryptionFormTests
{
    private const string MoreXenc = "http://www.w3.org/2009/xmlenc11#";

    private static readonly XNamespace Xenc = "http://www.w3.org/2001/04/xmlenc#";
    private static readonly XNamespace Xenc11 = MoreXenc;
    private static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";
    private static readonly XNamespace Ds11 = "http://www.w3.org/2009/xmldsig11#";

    [Theory]
    [InlineData("aes128-gcm", 16)]
    [InlineData("aes192-gcm", 24)]
    [InlineData("aes256-gcm", 32)]
    public void content_may_be_encrypted_with_any_length_of_key(string algorithm, int keyBytes)
    {
        Validate(key => Data(key, MoreXenc + algorithm), keyBytes).ShouldBeNull();

        var only192 = EncryptionProfile.Eidas with { ContentAlgorithms = [EncryptionAlgorithms.Aes192Gcm] };
        Validate(key => Data(key, MoreXenc + algorithm), keyBytes, only192).ShouldBe(keyBytes == 24 ? null : ResponseRules.EncryptionAlgorithm);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(33)]
    public void a_key_of_another_length_than_its_algorithm_opens_nothing(int keyBytes)
    {
        Validate(key => Data(key, EncryptionAlgorithms.Aes256Gcm), keyBytes).ShouldBe(ResponseRules.Decryption);
    }

    [Fact]
    public void older_OAEP_is_read_where_it_is_allowed_and_nowhere_else()
    {
        var older = EncryptionProfile.Eidas with { KeyTransports = [KeyTransport.OaepSha1] };
        foreach (var method in new[]
        {
            Method(Xenc + "rsa-oaep-mgf1p"),
            Method(Xenc + "rsa-oaep-mgf1p", Digest("http://www.w3.org/2000/09/xmldsig#sha1")),
            Method(Xenc11 + "rsa-oaep"),
            Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2000/09/xmldsig#sha1"), Mask("mgf1sha1")),
            Method(Xenc11 + "rsa-oaep", new XElement(Xenc + "KeySize", "3072")),
        })
        {
            Validate(Wrap(method, RSAEncryptionPadding.OaepSHA1), 32, older).ShouldBeNull(method.ToString());
            Validate(Wrap(method, RSAEncryptionPadding.OaepSHA1), 32).ShouldBe(ResponseRules.EncryptionAlgorithm, method.ToString());
        }

        var usual = Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2001/04/xmlenc#sha256"), Mask("mgf1sha256"));
        Validate(Wrap(usual, RSAEncryptionPadding.OaepSHA256), 32).ShouldBeNull();
        Validate(Wrap(usual, RSAEncryptionPadding.OaepSHA256), 32, older).ShouldBe(ResponseRules.EncryptionAlgorithm);
        Validate(Wrap(usual, RSAEncryptionPadding.Pkcs1), 32).ShouldBe(ResponseRules.Decryption);
    }

    // What stacks make of rsa-oaep-mgf1p when they are told SHA-256: the mask stays with SHA-1.
    [Fact]
    public void a_mask_by_another_hash_than_the_label_is_opened_where_it_is_allowed_and_nowhere_else()
    {
        KeyTransport.OaepSha256Mgf1Sha1.IsAvailable.ShouldBe(OperatingSystem.IsLinux());
        if (!KeyTransport.OaepSha256Mgf1Sha1.IsAvailable)
        {
            Assert.Skip("only where the platform's OpenSSL opens it");
        }

        var mixed = EncryptionProfile.Eidas with { KeyTransports = [KeyTransport.OaepSha256Mgf1Sha1] };
        foreach (var method in new[]
        {
            Method(Xenc + "rsa-oaep-mgf1p", Digest("http://www.w3.org/2001/04/xmlenc#sha256")),
            Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2001/04/xmlenc#sha256"), Mask("mgf1sha1")),
        })
        {
            Validate(Mixed(method), 32, mixed).ShouldBeNull(method.ToString());
            Validate(Mixed(method), 32).ShouldBe(ResponseRules.EncryptionAlgorithm, method.ToString());
            Validate(Wrap(method, RSAEncryptionPadding.OaepSHA256), 32, mixed).ShouldBe(ResponseRules.Decryption);
            Validate(Wrap(method, RSAEncryptionPadding.OaepSHA1), 32, mixed).ShouldBe(ResponseRules.Decryption);
            Validate(Wrap(method, RSAEncryptionPadding.Pkcs1), 32, mixed).ShouldBe(ResponseRules.Decryption);
        }

        static Func<byte[], object> Mixed(XElement method) => key =>
        {
            using var rsa = TestKeys.OurRsa.GetRSAPublicKey()!;
            var encrypted = EncryptedKey(key, method);
            encrypted.Descendants(Xenc + "CipherValue").Single().Value = Convert.ToBase64String(Oaep.EncryptSha256Mgf1Sha1(rsa, key));
            return Data(key, EncryptionAlgorithms.Aes256Gcm, encrypted);
        };
    }

    [Fact]
    public void a_key_transport_that_contradicts_itself_is_refused()
    {
        var every = EncryptionProfile.Eidas with { KeyTransports = KeyTransport.All };
        foreach (var method in new[]
        {
            Method(Xenc + "rsa-oaep-mgf1p", Mask("mgf1sha1")),
            Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2001/04/xmlenc#sha256"), Digest("http://www.w3.org/2001/04/xmlenc#sha256"), Mask("mgf1sha256")),
            Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2001/04/xmlenc#sha256"), Mask("mgf1sha256"), Mask("mgf1sha256")),
            Method(Xenc11 + "rsa-oaep", new XElement(Ds + "DigestMethod"), Mask("mgf1sha1")),
            Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2000/09/xmldsig#sha1"), new XElement(Xenc11 + "MGF")),
            Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2000/09/xmldsig#sha1"), Mask("mgf1sha256")),
            Method(Xenc + "rsa-1_5"),
        })
        {
            Validate(Wrap(method, RSAEncryptionPadding.OaepSHA1), 32, every).ShouldBe(ResponseRules.EncryptionAlgorithm, method.ToString());
        }
    }

    [Fact]
    public void how_the_key_is_wrapped_for_others_does_not_matter_as_long_as_one_form_is_allowed()
    {
        Validate(key => For(key, others: 1)).ShouldBeNull();
        Validate(key => For(key, others: 7)).ShouldBeNull();
        Validate(key => For(key, others: 8)).ShouldBe(ResponseRules.EncryptionForm, "who sends more than eight is trying things");
        Validate(key => For(key, others: 3, forUs: false)).ShouldBe(ResponseRules.EncryptionAlgorithm);

        static XElement For(byte[] key, int others, bool forUs = true)
        {
            var old = EncryptedKey(key, Method(Xenc + "rsa-1_5"), RSAEncryptionPadding.Pkcs1);
            var data = Data(key, EncryptionAlgorithms.Aes256Gcm);
            data.Element(Ds + "KeyInfo")!.ReplaceNodes(Enumerable.Repeat(old, others), forUs ? EncryptedKey(key, null) : null);
            return data;
        }
    }

    [Fact]
    public void the_key_may_stand_beside_the_content_with_a_reference_to_it()
    {
        Validate(key => Beside(key, new XAttribute("URI", "#_key"))).ShouldBeNull();
        Validate(key => Beside(key, new XAttribute("URI", "#_key"), new XAttribute("Type", "http://www.w3.org/2001/04/xmlenc#EncryptedKey"))).ShouldBeNull();
    }

    [Fact]
    public void the_key_may_stand_beside_the_content_without_a_word_about_it() =>
        Validate(key =>
        {
            var both = (XElement[])Beside(key);
            both[0].Element(Ds + "KeyInfo")!.Remove();
            return both;
        }).ShouldBeNull();

    [Fact]
    public void no_reference_to_anything_else_is_followed()
    {
        Validate(key => Beside(key, new XAttribute("URI", "#_other"))).ShouldBe(ResponseRules.EncryptionForm);
        Validate(key => Beside(key, new XAttribute("URI", "https://evil.example/#_key"))).ShouldBe(ResponseRules.EncryptionForm);
        Validate(key => Beside(key)).ShouldBe(ResponseRules.EncryptionForm);
        Validate(key => Beside(key, new XAttribute("URI", "#_key"), new XAttribute("Type", "urn:other"))).ShouldBe(ResponseRules.EncryptionForm);
        Validate(key => Beside(key, new XAttribute("URI", "#_key"), new XElement(Ds + "Transforms"))).ShouldBe(ResponseRules.EncryptionForm);
    }

    [Theory]
    [InlineData("kw-aes128", 16)]
    [InlineData("kw-aes192", 24)]
    [InlineData("kw-aes256", 32)]
    public void an_agreed_key_may_wrap_with_any_length(string algorithm, int wrappingBytes)
    {
        Validate(key => Agreed(key, algorithm, wrappingBytes), ours: TestKeys.NodeP256).ShouldBeNull();
        Validate(key => Agreed(key, algorithm, wrappingBytes), profile: EncryptionProfile.Eidas with { AllowsKeyAgreement = false }, ours: TestKeys.NodeP256)
            .ShouldBe(ResponseRules.EncryptionAlgorithm);
    }

    [Theory]
    [InlineData("aes128-gcm", 16)]
    [InlineData("aes192-gcm", 24)]
    [InlineData("aes256-gcm", 32)]
    public void an_agreed_key_may_wrap_keys_of_any_length(string content, int keyBytes) =>
        Validate(key => Agreed(key, "kw-aes256", 32, content: MoreXenc + content), keyBytes, ours: TestKeys.NodeP256).ShouldBeNull();

    // The first byte counts the bits that pad the last one, and is not hashed.
    [Fact]
    public void what_is_hashed_behind_the_shared_secret_may_be_anything()
    {
        Validate(key => Agreed(key, "kw-aes256", 32, "00", []), ours: TestKeys.NodeP256).ShouldBeNull();
        Validate(key => Agreed(key, "kw-aes256", 32, "", []), ours: TestKeys.NodeP256).ShouldBeNull();
        Validate(key => Agreed(key, "kw-aes256", 32, "00c0FFee", [0xC0, 0xFF, 0xEE]), ours: TestKeys.NodeP256).ShouldBeNull();
        Validate(key => Agreed(key, "kw-aes256", 32, "00" + new string('1', 1022), [.. Enumerable.Repeat((byte)0x11, 511)]), ours: TestKeys.NodeP256).ShouldBeNull();
        Validate(key => Agreed(key, "kw-aes256", 32, "00" + new string('1', 1024), [.. Enumerable.Repeat((byte)0x11, 512)]), ours: TestKeys.NodeP256).ShouldBe(ResponseRules.EncryptionAlgorithm);
        Validate(key => Agreed(key, "kw-aes256", 32, "000", []), ours: TestKeys.NodeP256).ShouldBe(ResponseRules.EncryptionAlgorithm);
        Validate(key => Agreed(key, "kw-aes256", 32, "0111", [0x11]), ours: TestKeys.NodeP256).ShouldBe(ResponseRules.EncryptionAlgorithm);
    }

    [Fact]
    public void every_part_of_it_is_hashed_in_the_order_of_the_standard() =>
        Validate(
            key =>
            {
                var data = Agreed(key, "kw-aes256", 32, "0001", [1, 2, 3, 4, 5]);
                var parameters = data.Descendants(Xenc11 + "ConcatKDFParams").Single();
                parameters.SetAttributeValue("SuppPrivInfo", "0005");
                parameters.SetAttributeValue("SuppPubInfo", "0004");
                parameters.SetAttributeValue("PartyVInfo", "0003");
                parameters.SetAttributeValue("PartyUInfo", "0002");
                return data;
            },
            ours: TestKeys.NodeP256).ShouldBeNull();

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(23)]
    [InlineData(48)]
    [InlineData(528)]
    public void a_wrapped_key_of_an_impossible_length_opens_nothing(int length) =>
        Validate(
            key =>
            {
                var data = Agreed(key, "kw-aes256", 32);
                data.Descendants(Xenc + "EncryptedKey").Single().Descendants(Xenc + "CipherValue").Single().Value = Convert.ToBase64String(new byte[length]);
                return data;
            },
            ours: TestKeys.NodeP256).ShouldBe(ResponseRules.Decryption);

    private static ResponseRule? Validate(Func<byte[], object> make, int keyBytes = 32, EncryptionProfile? profile = null, X509Certificate2? ours = null)
    {
        var contentKey = RandomNumberGenerator.GetBytes(keyBytes);
        var forge = new Forge
        {
            Wrap = plaintext =>
            {
                var encrypted = new XElement(Templates.Saml + "EncryptedAssertion", make(contentKey));
                var algorithmKey = contentKey.Length is 16 or 24 or 32 ? contentKey : contentKey[..32];
                encrypted.Element(Xenc + "EncryptedData")!.Add(CipherData(Seal(plaintext, algorithmKey)));
                return encrypted;
            },
        };
        forge.Expected = forge.Expected with
        {
            DecryptionKeys = [new DecryptionKey(ours ?? TestKeys.OurRsa)],
            Profile = ConnectorProfile.Eidas with { Encryption = profile ?? EncryptionProfile.Eidas },
        };
        var outcome = forge.Validate();
        return outcome is RefusedResponse refused ? refused.Failures.ShouldHaveSingleItem().Rule : null;
    }

    // Without its content, which only the forge knows.
    private static XElement Data(byte[] key, string algorithm, XElement? encryptedKey = null) => new(
        Xenc + "EncryptedData",
        new XElement(Xenc + "EncryptionMethod", new XAttribute("Algorithm", algorithm)),
        new XElement(Ds + "KeyInfo", encryptedKey ?? EncryptedKey(key, null)));

    private static Func<byte[], object> Wrap(XElement method, RSAEncryptionPadding padding) =>
        key => Data(key, EncryptionAlgorithms.Aes256Gcm, EncryptedKey(key, method, padding));

    private static object Beside(byte[] key, params object[] retrieval)
    {
        var data = Data(key, EncryptionAlgorithms.Aes256Gcm);
        var encryptedKey = data.Descendants(Xenc + "EncryptedKey").Single();
        encryptedKey.ReplaceWith(new XElement(Ds + "RetrievalMethod", retrieval));
        encryptedKey.SetAttributeValue("Id", "_key");
        return new[] { data, encryptedKey };
    }

    private static XElement EncryptedKey(byte[] key, XElement? method, RSAEncryptionPadding? padding = null)
    {
        using var rsa = TestKeys.OurRsa.GetRSAPublicKey()!;
        return new XElement(
            Xenc + "EncryptedKey",
            method is null ? Method(Xenc11 + "rsa-oaep", Digest("http://www.w3.org/2001/04/xmlenc#sha256"), Mask("mgf1sha256")) : new XElement(method),
            CipherData(rsa.Encrypt(key, padding ?? RSAEncryptionPadding.OaepSHA256)));
    }

    private static XElement Agreed(byte[] key, string algorithm, int wrappingBytes, string info = "0000", byte[]? hashed = null, string content = EncryptionAlgorithms.Aes256Gcm)
    {
        using var theirs = TestKeys.NodeP256.GetECDiffieHellmanPublicKey()!;
        using var oneTime = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var wrappingKey = oneTime.DeriveKeyFromHash(theirs.PublicKey, HashAlgorithmName.SHA256, [0, 0, 0, 1], hashed ?? [0])[..wrappingBytes];
        using var aes = Aes.Create();
        aes.Key = wrappingKey;
        var point = oneTime.ExportParameters(includePrivateParameters: false).Q;
        return Data(key, content, new XElement(
            Xenc + "EncryptedKey",
            Method(Xenc + algorithm),
            new XElement(Ds + "KeyInfo", new XElement(
                Xenc + "AgreementMethod",
                new XAttribute("Algorithm", MoreXenc + "ECDH-ES"),
                new XElement(
                    Xenc11 + "KeyDerivationMethod",
                    new XAttribute("Algorithm", MoreXenc + "ConcatKDF"),
                    new XElement(Xenc11 + "ConcatKDFParams", new XAttribute("AlgorithmID", info), Digest("http://www.w3.org/2001/04/xmlenc#sha256"))),
                new XElement(
                    Xenc + "OriginatorKeyInfo",
                    new XElement(Ds + "KeyValue", new XElement(
                        Ds11 + "ECKeyValue",
                        new XElement(Ds11 + "NamedCurve", new XAttribute("URI", "urn:oid:1.2.840.10045.3.1.7")),
                        new XElement(Ds11 + "PublicKey", Convert.ToBase64String([4, .. point.X!, .. point.Y!]))))))),
            CipherData(WrapKey(key, aes))));
    }

    // Wrapping a key is the one thing it may do here: a second opinion on our own key wrap.
#pragma warning disable RS0030
    private static byte[] WrapKey(byte[] key, Aes wrappingKey) => EncryptedXml.EncryptKey(key, wrappingKey);
#pragma warning restore RS0030

    private static byte[] Seal(byte[] plaintext, byte[] key)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(12), sealedText = new byte[plaintext.Length], tag = new byte[16];
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(nonce, plaintext, sealedText, tag);
        return [.. nonce, .. sealedText, .. tag];
    }

    private static XElement Method(XName algorithm, params object[] parameters) => new(
        Xenc + "EncryptionMethod", new XAttribute("Algorithm", algorithm.NamespaceName + algorithm.LocalName), parameters);

    private static XElement Digest(string uri) => new(Ds + "DigestMethod", new XAttribute("Algorithm", uri));

    private static XElement Mask(string name) => new(Xenc11 + "MGF", new XAttribute("Algorithm", MoreXenc + name));

    private static XElement CipherData(byte[] bytes) => new(Xenc + "CipherData", new XElement(Xenc + "CipherValue", Convert.ToBase64String(bytes)));
}
