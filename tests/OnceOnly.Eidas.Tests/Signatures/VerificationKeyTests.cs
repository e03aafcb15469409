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

    private static SignatureFault SignAndVerify(SigningKey key, SignatureProfile? profile = null)
    {
        var document = XmlOutput.ToDocument(new XElement("r", new XAttribute("ID", "_1"), new XElement("a", "text")));
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", key);
        VerificationKey.TryFromCertificate(key.Certificate, out var trusted).ShouldBeTrue();

        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [trusted], profile ?? SignatureProfile.Eidas, out _, out var fault);
        return fault;
    }
}
