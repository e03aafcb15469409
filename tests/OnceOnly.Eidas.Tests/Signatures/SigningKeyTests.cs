// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Signatures;

public class SigningKeyTests
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";

    [Theory]
    [InlineData("nistP256", More + "ecdsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData("brainpoolP256r1", More + "ecdsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData("nistP384", More + "ecdsa-sha384", More + "sha384")]
    [InlineData("brainpoolP384r1", More + "ecdsa-sha384", More + "sha384")]
    [InlineData("nistP521", More + "ecdsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512")]
    [InlineData("brainpoolP512r1", More + "ecdsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512")]
    public void an_elliptic_curve_key_signs_with_the_hash_as_long_as_its_curve(string curve, string algorithm, string digest) =>
        Written(new SigningKey(TestKeys.Ec(ECCurve.CreateFromFriendlyName(curve)))).ShouldBe((algorithm, digest));

    [Fact]
    public void an_RSA_key_signs_with_PSS_unless_told_otherwise()
    {
        var key = new SigningKey(TestKeys.NodeRsa);
        Written(key).ShouldBe(("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", "http://www.w3.org/2001/04/xmlenc#sha256"));
        Written(key.With(SignatureAlgorithm.RsaPssSha512)).ShouldBe(("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", "http://www.w3.org/2001/04/xmlenc#sha512"));
        Written(key.With(SignatureAlgorithm.RsaPkcs1Sha256)).ShouldBe((More + "rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256"));
    }

    [Fact]
    public void what_is_called_PSS_is_PSS_to_others_too()
    {
        byte[] content = [1, 2, 3];
        using var rsa = TestKeys.NodeRsa.GetRSAPublicKey()!;
        foreach (var (algorithm, padding) in new[]
        {
            (SignatureAlgorithm.RsaPssSha384, RSASignaturePadding.Pss),
            (SignatureAlgorithm.RsaPkcs1Sha384, RSASignaturePadding.Pkcs1),
        })
        {
            var signature = new SigningKey(TestKeys.NodeRsa, algorithm).SignDetached(content);
            rsa.VerifyData(content, signature, HashAlgorithmName.SHA384, padding).ShouldBeTrue(algorithm.Name);
        }
    }

    [Fact]
    public void a_key_that_cannot_sign_is_refused_with_the_reason()
    {
        Should.Throw<ArgumentException>(() => new SigningKey(X509CertificateLoader.LoadCertificate(TestKeys.NodeRsa.RawData)))
            .Message.ShouldContain("no RSA or elliptic-curve private key");
        Should.Throw<ArgumentException>(() => new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.EcdsaSha256)).Message.ShouldContain("ecdsa-sha256");
        Should.Throw<ArgumentException>(() => new SigningKey(TestKeys.NodeP256, SignatureAlgorithm.RsaPssSha256)).Message.ShouldContain("sha256-rsa-MGF1");
    }

    [Fact]
    public void no_algorithm_can_be_added_to_those_the_library_has()
    {
        typeof(SignatureAlgorithm).GetConstructors().ShouldBeEmpty();
        typeof(KeyTransport).GetConstructors().ShouldBeEmpty();
        SignatureAlgorithm.All.ShouldAllBe(algorithm => algorithm.Hash.Name != "SHA1");
    }

    private static (string Algorithm, string Digest) Written(SigningKey key)
    {
        var document = new XmlDocument();
        document.LoadXml("<r ID='_1'/>");
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", key);
        VerificationKey.TryFromCertificate(key.Certificate, out var theirs).ShouldBeTrue();
        var profile = SignatureProfile.Eidas with { Algorithms = [key.Algorithm] };
        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [theirs!], profile, out _, out var fault).ShouldBeTrue(fault.ToString());
        return (Algorithm("SignatureMethod"), Algorithm("DigestMethod"));

        string Algorithm(string element) =>
            ((XmlElement)document.GetElementsByTagName(element, "http://www.w3.org/2000/09/xmldsig#")[0]!).GetAttribute("Algorithm");
    }
}
