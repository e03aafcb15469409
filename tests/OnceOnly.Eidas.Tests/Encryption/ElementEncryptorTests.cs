// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Tests.Encryption;

public class ElementEncryptorTests
{
    private static readonly XNamespace Xenc = "http://www.w3.org/2001/04/xmlenc#";

    [Fact]
    public void no_two_messages_share_a_nonce_or_an_identifier()
    {
        var messages = Enumerable.Range(0, 4).Select(_ => ElementEncryptor.Encrypt("<a/>"u8, TestKeys.NodeP256)).ToList();

        messages.Select(Nonce).Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        messages.Select(message => (string?)message.Attribute("Id")).Distinct().Count().ShouldBe(4);
        messages.Select(Nonce).ShouldNotContain(new string('0', 24));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void what_is_written_says_what_it_is(bool isRsa)
    {
        var data = ElementEncryptor.Encrypt("<a/>"u8, isRsa ? TestKeys.OurRsa : TestKeys.NodeP256, EncryptionAlgorithms.Aes128Gcm);

        data.Name.ShouldBe(Xenc + "EncryptedData");
        XmlConvert.VerifyNCName((string)data.Attribute("Id")!);
        ((string?)data.Attribute("Type")).ShouldBe("http://www.w3.org/2001/04/xmlenc#Element");
        data.Element(Xenc + "EncryptionMethod")!.Attribute("Algorithm")!.Value.ShouldBe("http://www.w3.org/2009/xmlenc11#aes128-gcm");
        data.Descendants(Xenc + "EncryptedKey").Single().Element(Xenc + "EncryptionMethod")!.Attribute("Algorithm")!.Value.ShouldBe(
            isRsa ? "http://www.w3.org/2009/xmlenc11#rsa-oaep" : "http://www.w3.org/2001/04/xmlenc#kw-aes256");
        data.Descendants(XName.Get("X509Certificate", "http://www.w3.org/2000/09/xmldsig#")).Single().Value.ShouldBe(
            Convert.ToBase64String((isRsa ? TestKeys.OurRsa : TestKeys.NodeP256).RawData));
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7")]
    [InlineData("1.3.132.0.34")]
    [InlineData("1.3.132.0.35")]
    [InlineData("1.3.36.3.3.2.8.1.1.7")]
    [InlineData("1.3.36.3.3.2.8.1.1.11")]
    [InlineData("1.3.36.3.3.2.8.1.1.13")]
    public void a_key_may_be_agreed_on_with_every_curve_of_the_profile(string curve)
    {
        var data = ElementEncryptor.Encrypt("<a/>"u8, TestKeys.Ec(ECCurve.CreateFromValue(curve)));

        data.Descendants(XName.Get("NamedCurve", "http://www.w3.org/2009/xmldsig11#")).Single().Attribute("URI")!.Value.ShouldBe("urn:oid:" + curve);
    }

    [Fact]
    public void forms_of_key_transport_have_the_names_configuration_knows() =>
        KeyTransport.All.Select(transport => transport.Name).ShouldBe(["rsa-oaep-sha256", "rsa-oaep-sha256-mgf1-sha1", "rsa-oaep-sha1"]);

    private static string Nonce(XElement data) =>
        Convert.ToHexString(Convert.FromBase64String(data.Element(Xenc + "CipherData")!.Value)[..12]);
}
