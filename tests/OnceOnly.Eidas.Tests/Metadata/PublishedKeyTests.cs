// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;
using static OnceOnly.Eidas.Tests.World.Documents;
using static OnceOnly.Eidas.Tests.Metadata.AlteredMetadata;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Which keys of metadata count.</summary>
public class PublishedKeyTests
{
    [Fact]
    public void keys_are_read_up_to_a_handful_whatever_stands_between_them()
    {
        var bad = KeyDescriptor("signing", TestKeys.NodeP256);
        bad.Descendants(Ds + "X509Certificate").Single().Value = "AAAA";
        Keys(bad, KeyDescriptor(null, TestKeys.NodeP256), KeyDescriptor("encryption", TestKeys.OurRsa), KeyDescriptor("signing", OfUnknownKind), KeyDescriptor("signing", TestKeys.NodeRsa)).ShouldBe(2);
        Keys([.. Enumerable.Range(0, 9).Select(_ => KeyDescriptor("signing", TestKeys.Ec(ECCurve.NamedCurves.nistP256)))]).ShouldBe(8);
        Keys([.. Enumerable.Repeat(TestKeys.NodeP256, 9).Append(TestKeys.NodeRsa).Select(certificate => KeyDescriptor("signing", certificate))]).ShouldBe(2);

        static int Keys(params XElement[] descriptors)
        {
            Read(root => Role(root).Elements(Md + "KeyDescriptor").Single().ReplaceWith(descriptors), out var metadata).ShouldBe(MetadataFault.None);
            return metadata!.SigningKeys.Count;
        }
    }

    [Fact]
    public void one_X509Data_gives_one_key_and_not_that_of_its_issuer()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var authority = request.CreateSelfSigned(Actors.Now.AddDays(-1), Actors.Now.AddDays(1));
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = new CertificateRequest("CN=leaf", leafKey, HashAlgorithmName.SHA256)
            .Create(authority, Actors.Now.AddDays(-1), Actors.Now.AddDays(1), [1])
            .CopyWithPrivateKey(leafKey);

        Signs(leaf, leaf, authority).ShouldBeTrue();
        Signs(leaf, authority, leaf).ShouldBeTrue("the order is the sender's");
        Signs(authority, leaf, authority).ShouldBeFalse();
        Signs(authority, authority, leaf).ShouldBeFalse();
        Signs(TestKeys.NodeP256, leaf, TestKeys.NodeP256).ShouldBeFalse("it is nobody's issuer, but second");
        Signs(TestKeys.NodeP256, TestKeys.NodeP256, TestKeys.StrangerRsa).ShouldBeTrue("of two with one name the first counts");
        Signs(TestKeys.StrangerRsa, TestKeys.NodeP256, TestKeys.StrangerRsa).ShouldBeFalse();

        using var belowKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var below = new CertificateRequest("CN=below", belowKey, HashAlgorithmName.SHA256)
            .Create(leaf.SubjectName, X509SignatureGenerator.CreateForECDsa(leafKey), Actors.Now.AddDays(-1), Actors.Now.AddDays(1), [2])
            .CopyWithPrivateKey(belowKey);
        Signs(below, leaf, below).ShouldBeTrue("its issuer is not signed by itself");
        Signs(leaf, leaf, below).ShouldBeFalse();

        SignsOf(leaf, [leaf], [authority]).ShouldBeTrue("as one X509Data");
        SignsOf(authority, [leaf], [authority]).ShouldBeFalse("all of a KeyInfo is about one key");
        SignsOf(TestKeys.NodeP256, [leaf], [TestKeys.NodeP256]).ShouldBeTrue("it issued none of the others");
        SignsOf(leaf, [leaf], [leaf]).ShouldBeTrue();
        SignsOf(TestKeys.NodeP256, [TestKeys.NodeP256], [TestKeys.NodeP256]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void an_X509Data_with_a_certificate_that_cannot_be_read_gives_no_key(bool isFirst)
    {
        Read(
            root =>
            {
                var good = KeyDescriptor("signing", TestKeys.NodeP256);
                var bad = new XElement(Documents.Ds + "X509Certificate", "AAAA");
                var data = good.Descendants(Documents.Ds + "X509Data").Single();
                (isFirst ? (Action<object>)data.AddFirst : data.Add)(bad);
                Role(root).Elements(Md + "KeyDescriptor").Single().ReplaceWith(good);
            },
            out _).ShouldBe(MetadataFault.NoSigningKey);
    }

    private static bool Signs(X509Certificate2 signer, params X509Certificate2[] published) => SignsOf(signer, published);

    private static bool SignsOf(X509Certificate2 signer, params X509Certificate2[][] published)
    {
        var descriptor = KeyDescriptor("signing", published[0]);
        foreach (var more in published[1..])
        {
            descriptor.Descendants(Documents.Ds + "X509Data").First().AddAfterSelf(KeyDescriptor("signing", more).Descendants(Documents.Ds + "X509Data").Single());
        }

        Read(root => Role(root).Elements(Md + "KeyDescriptor").Single().ReplaceWith(descriptor), out var metadata);
        var document = XmlOutput.ToDocument(new XElement("r", new XAttribute("ID", "_1")));
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", new SigningKey(signer));
        return SignatureVerifier.TryVerify(document.DocumentElement!, "ID", metadata!.SigningKeys, SignatureProfile.Eidas, out _, out _);
    }
}
