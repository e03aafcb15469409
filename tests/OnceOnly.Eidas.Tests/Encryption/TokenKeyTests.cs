// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Tests.Encryption;

/// <summary>Keys that do not leave the hardware they are in.</summary>
public sealed class TokenKeyTests
{
    private static readonly XNamespace Xenc = "http://www.w3.org/2001/04/xmlenc#";
    private static readonly XNamespace Xenc11 = "http://www.w3.org/2009/xmlenc11#";

    [Fact]
    public void a_key_that_cannot_be_exported_opens_every_form_of_OAEP()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("OpenSSL's way to hold such keys");
            return;
        }

        using var certificate = TokenKey.Of(TestKeys.OurRsa);
        using var key = certificate.GetRSAPrivateKey()!;
        Should.Throw<CryptographicException>(() => key.ExportParameters(includePrivateParameters: true));

        Accept(certificate, KeyTransport.OaepSha256, data => data);
        Accept(certificate, KeyTransport.OaepSha256Mgf1Sha1, Rewrapped);
    }

    private static void Accept(X509Certificate2 certificate, KeyTransport transport, Func<XElement, XElement> alter)
    {
        var forge = new Forge
        {
            Wrap = plaintext => new XElement(Templates.Saml + "EncryptedAssertion", alter((XElement)ElementEncryptor.Encrypt(plaintext, TestKeys.OurRsa))),
        };
        forge.Expected = forge.Expected with
        {
            DecryptionKeys = [new DecryptionKey(certificate)],
            Profile = ConnectorProfile.Eidas with { Encryption = EncryptionProfile.Eidas with { KeyTransports = [transport] } },
        };
        forge.AcceptPerson().FamilyName.Latin.ShouldBe("Garcia");
    }

    // The same with a mask by SHA-1.
    private static XElement Rewrapped(XElement data)
    {
        using var rsa = TestKeys.OurRsa.GetRSAPrivateKey()!;
        var wrapped = data.Descendants(Xenc + "EncryptedKey").Single();
        var value = wrapped.Descendants(Xenc + "CipherValue").Single();
        value.Value = Convert.ToBase64String(Oaep.EncryptSha256Mgf1Sha1(rsa, rsa.Decrypt(Convert.FromBase64String(value.Value), RSAEncryptionPadding.OaepSHA256)));
        wrapped.Descendants(Xenc11 + "MGF").Single().SetAttributeValue("Algorithm", Xenc11.NamespaceName + "mgf1sha1");
        return data;
    }
}
