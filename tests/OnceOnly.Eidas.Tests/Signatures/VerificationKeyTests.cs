// SPDX-License-Identifier: EUPL-1.2

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.Signatures;

public class VerificationKeyTests
{
    public static TheoryData<string> AllowedCurves => [.. NamedCurves.Eidas];

    [Theory]
    [MemberData(nameof(AllowedCurves))]
    public void every_curve_of_the_cryptographic_requirements_signs_and_verifies(string curve)
    {
        var certificate = TestKeys.Ec(ECCurve.CreateFromValue(curve));

        SignAndVerify(new SigningKey(certificate)).ShouldBe(SignatureFault.None);
    }

    public static TheoryData<string> AllowedAlgorithms => [.. SignatureProfile.Eidas.Algorithms.Select(algorithm => algorithm.Uri)];

    [Theory]
    [MemberData(nameof(AllowedAlgorithms))]
    public void every_algorithm_of_the_profile_signs_and_verifies(string uri)
    {
        var algorithm = SignatureProfile.Eidas.Algorithms.Single(found => found.Uri == uri);
        var certificate = algorithm.Family == SignatureFamily.Ecdsa ? TestKeys.NodeP256 : TestKeys.NodeRsa;

        SignAndVerify(new SigningKey(certificate, algorithm)).ShouldBe(SignatureFault.None);
    }

    [Fact]
    public void a_digest_that_a_profile_leaves_out_is_refused()
    {
        var profile = SignatureProfile.Eidas with { DigestMethods = [DigestAlgorithm.Sha512] };

        SignAndVerify(new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPssSha256), profile).ShouldBe(SignatureFault.AlgorithmRefused);
        SignAndVerify(new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPssSha512), profile).ShouldBe(SignatureFault.None);
    }

    [Theory]
    [InlineData("1.3.132.0.10")]
    [InlineData("1.3.36.3.3.2.8.1.1.9")]
    public void other_curves_do_not_verify(string curve)
    {
        var certificate = TestKeys.Ec(ECCurve.CreateFromValue(curve));

        SignAndVerify(new SigningKey(certificate)).ShouldBe(SignatureFault.NoFittingKey);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3064)]
    public void short_RSA_keys_do_not_verify(int bits) =>
        SignAndVerify(new SigningKey(TestKeys.Rsa(bits))).ShouldBe(SignatureFault.NoFittingKey);

    [Fact]
    public void a_curve_given_by_its_parameters_is_no_key()
    {
        using var named = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = named.ExportParameters(includePrivateParameters: false).Q;
        var key = new PublicKey(
            new Oid("1.2.840.10045.2.1"),
            new AsnEncodedData(ParametersOf(named)),
            new AsnEncodedData((byte[])[4, .. point.X!, .. point.Y!]));
        using var certificate = new CertificateRequest(new X500DistinguishedName("CN=test"), key, HashAlgorithmName.SHA256).Create(
            new X500DistinguishedName("CN=test"),
            X509SignatureGenerator.CreateForECDsa(named),
            Actors.Now,
            Actors.Now.AddYears(1),
            [1]);

        VerificationKey.TryFromCertificate(certificate, out _).ShouldBeFalse();
    }

    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha384 = "2.16.840.1.101.3.4.2.2";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";
    private const string Mgf1 = "1.2.840.113549.1.1.8";

    [Theory]
    [InlineData("sha256-rsa-MGF1", Sha256, 32)]
    [InlineData("sha256-rsa-MGF1", Sha256, 20)]
    [InlineData("sha256-rsa-MGF1", Sha256, null)]
    [InlineData("sha384-rsa-MGF1", Sha384, 48)]
    [InlineData("sha512-rsa-MGF1", Sha512, 64)]
    public void a_key_for_RSASSA_PSS_alone_verifies_with_the_hash_it_names(string algorithm, string hash, int? salt)
    {
        var signer = new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.All.Single(found => found.Name == algorithm));

        SignAndVerify(signer, trusted: TestKeys.Pss(TestKeys.NodeRsa)).ShouldBe(SignatureFault.None);
        SignAndVerify(signer, trusted: TestKeys.Pss(TestKeys.NodeRsa, Pss(hash, Mgf1, hash, salt))).ShouldBe(SignatureFault.None);
        var other = hash == Sha256 ? Sha512 : Sha256;
        SignAndVerify(signer, trusted: TestKeys.Pss(TestKeys.NodeRsa, Pss(other, Mgf1, other, 20))).ShouldBe(SignatureFault.NoFittingKey);
    }

    [Fact]
    public void a_key_for_RSASSA_PSS_alone_verifies_nothing_else_and_is_measured_as_any_other()
    {
        var profile = SignatureProfile.Eidas with { Algorithms = SignatureAlgorithm.All };
        SignAndVerify(new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256), profile, TestKeys.Pss(TestKeys.NodeRsa))
            .ShouldBe(SignatureFault.NoFittingKey);

        var small = TestKeys.Rsa(2048);
        SignAndVerify(new SigningKey(small), trusted: TestKeys.Pss(small)).ShouldBe(SignatureFault.NoFittingKey);
    }

    [Theory]
    [InlineData(Sha256, Mgf1, Sha384, 32)]
    [InlineData(Sha256, Mgf1, Sha256, 33)]
    [InlineData(Sha1, Mgf1, Sha1, 20)]
    [InlineData(Sha256, Sha256, Sha256, 32)]
    public void parameters_of_a_PSS_key_that_no_algorithm_keeps_make_it_no_key(string hash, string mask, string maskHash, int salt) =>
        VerificationKey.TryFromCertificate(TestKeys.Pss(TestKeys.NodeRsa, Pss(hash, mask, maskHash, salt)), out _).ShouldBeFalse();

    [Theory]
    [InlineData("3000")]
    [InlineData("0500")]
    [InlineData("30023000")]
    public void what_is_no_list_of_PSS_parameters_makes_no_key(string parameters) =>
        VerificationKey.TryFromCertificate(TestKeys.Pss(TestKeys.NodeRsa, Convert.FromHexString(parameters)), out _).ShouldBeFalse();

    [Fact]
    public void no_trusted_key_verifies_nothing()
    {
        var document = XmlOutput.ToDocument(new XElement("r", new XAttribute("ID", "_1")));
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", new SigningKey(TestKeys.NodeRsa));

        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [], SignatureProfile.Eidas, out var verified, out var fault);

        fault.ShouldBe(SignatureFault.NoFittingKey);
        verified.ShouldBeNull();
    }

    [Fact]
    public void a_key_signs_only_with_algorithms_of_its_kind()
    {
        Should.Throw<ArgumentException>(() => new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.EcdsaSha256));
        Should.Throw<ArgumentException>(() => new SigningKey(TestKeys.NodeP256, SignatureAlgorithm.RsaPssSha256));
        Should.Throw<ArgumentException>(() => new SigningKey(X509CertificateLoader.LoadCertificate(TestKeys.NodeRsa.RawData)));
    }

    // SpecifiedECDomain of SEC 1, C.2: the same curve, spelled out instead of named.
    private static byte[] ParametersOf(ECDsa key)
    {
        var curve = key.ExportExplicitParameters(includePrivateParameters: false).Curve;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.1.1");
                writer.WriteIntegerUnsigned(curve.Prime!);
            }

            using (writer.PushSequence())
            {
                writer.WriteOctetString(curve.A!);
                writer.WriteOctetString(curve.B!);
            }

            writer.WriteOctetString([4, .. curve.G.X!, .. curve.G.Y!]);
            writer.WriteIntegerUnsigned(curve.Order!);
            writer.WriteInteger(1);
        }

        return writer.Encode();
    }

    // RSASSA-PSS-params of RFC 4055.
    private static byte[] Pss(string hash, string mask, string maskHash, int? salt)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)))
            {
                Algorithm(hash);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, isConstructed: true)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(mask);
                Algorithm(maskHash);
            }

            if (salt is { } length)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2, isConstructed: true)))
                {
                    writer.WriteInteger(length);
                }
            }
        }

        return writer.Encode();

        void Algorithm(string oid)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
            }
        }
    }

    private static SignatureFault SignAndVerify(SigningKey key, SignatureProfile? profile = null, X509Certificate2? trusted = null)
    {
        var document = XmlOutput.ToDocument(new XElement("r", new XAttribute("ID", "_1"), new XElement("a", "text")));
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", key);
        VerificationKey.TryFromCertificate(trusted ?? key.Certificate, out var trustedKey).ShouldBeTrue();

        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [trustedKey], profile ?? SignatureProfile.Eidas, out _, out var fault);
        return fault;
    }
}
