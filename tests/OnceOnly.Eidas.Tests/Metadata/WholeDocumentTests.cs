// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;
using static OnceOnly.Eidas.Tests.World.Documents;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Metadata without an identifier are signed as a whole document, as OpenSAML writes them.</summary>
public class WholeDocumentTests
{
    private const string Empty = "URI=\"\"";

    public static TheoryData<string, bool> Kinds => new()
    {
        { "of one node", false },
        { "of a list", true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void metadata_that_are_signed_as_a_whole_are_believed(string _, bool isList)
    {
        Read(Sign(Document(isList))).ShouldBe(MetadataFault.None);
        Read(Sign(Document(isList, "_id"))).ShouldBe(MetadataFault.None, "it may have an identifier all the same");
        Read("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- published --> \n" + Sign(Document(isList)) + "\n<!-- comments are not signed -->").ShouldBe(MetadataFault.None);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void only_all_of_what_was_signed_is_believed(string _, bool isList)
    {
        var signed = Sign(Document(isList));

        Read(signed.Replace("https://node.example.es/sso", "https://node.example.es/evil", StringComparison.Ordinal)).ShouldBe(MetadataFault.Untrusted);
        Read("<?evil instruction?>" + signed).ShouldBe(MetadataFault.Untrusted);
        Read(signed + "<?evil instruction?>").ShouldBe(MetadataFault.Untrusted);
        Read("<?evil instruction?><?evil instruction?>" + signed).ShouldBe(MetadataFault.Untrusted);
        Read(signed + "<?evil instruction?><?evil instruction?>").ShouldBe(MetadataFault.Untrusted);
        Read(Sign(Document(isList), uri: null)).ShouldBe(MetadataFault.Untrusted, "no reference leaves it to the reader what is meant");
        Read(Sign(Document(isList), uri: "#xpointer(/)")).ShouldBe(MetadataFault.Untrusted);
        Read(Sign(Document(isList, "_id"), uri: "#_id").Replace("URI=\"#_id\"", Empty, StringComparison.Ordinal)).ShouldBe(MetadataFault.Untrusted);
    }

    // Whoever has once signed a document may find it inside of another one.
    [Fact]
    public void a_signed_document_inside_of_another_element_is_not_believed()
    {
        var signed = XElement.Parse(Sign(Document(isList: false)), LoadOptions.PreserveWhitespace);
        var around = new XElement(Md + "EntityDescriptor", new XAttribute("entityID", Actors.Node.EntityId), signed.Elements().First(), new XElement(Md + "Extensions", signed));

        Read(around.ToString(SaveOptions.DisableFormatting)).ShouldBe(MetadataFault.Untrusted);
    }

    [Fact]
    public void a_message_is_not_signed_so()
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(Sign(Document(isList: false)));
        VerificationKey.TryFromCertificate(TestKeys.NodeRsa, out var key).ShouldBeTrue();
        var profile = SignatureProfile.Eidas with { Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256] };

        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [key!], profile, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SignatureFault.SignsSomethingElse);
        SignatureVerifier.TryVerify(document.DocumentElement!, "ID", [key!], profile with { AllowsWholeDocument = true }, out _, out fault).ShouldBeTrue();
    }

    private static XElement Document(bool isList, string? id = null)
    {
        var node = OfNode();
        node.SetAttributeValue("ID", isList ? "_node" : id);
        return isList
            ? new XElement(Md + "EntitiesDescriptor", id is null ? null : new XAttribute("ID", id), node)
            : node;
    }

    private static string Sign(XElement unsigned, string? uri = "")
    {
        var document = XmlOutput.ToDocument(unsigned);
        using var key = TestKeys.NodeRsa.GetRSAPrivateKey()!;
        var signer = new SignedXml(document) { SigningKey = key };
        signer.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signer.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference(uri ?? "") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signer.AddReference(reference);
        signer.ComputeSignature();
        var signature = (XmlElement)document.ImportNode(signer.GetXml(), deep: true);
        document.DocumentElement!.PrependChild(signature);
        if (uri is null)
        {
            SignAgainWithoutUri(signature, signer);
        }

        return Forge.Text(document);
    }

    private static void SignAgainWithoutUri(XmlElement signature, SignedXml signer)
    {
        ((XmlElement)signature.GetElementsByTagName("Reference", SignedXml.XmlDsigNamespaceUrl)[0]!).RemoveAttribute("URI");
        var signedInfo = new XmlDocument { PreserveWhitespace = true };
        signedInfo.AppendChild(signedInfo.ImportNode(signature.FirstChild!, deep: true));
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(signedInfo);
        using var octets = (MemoryStream)transform.GetOutput(typeof(Stream));
        signature.GetElementsByTagName("SignatureValue", SignedXml.XmlDsigNamespaceUrl)[0]!.InnerText = Convert.ToBase64String(
            ((System.Security.Cryptography.RSA)signer.SigningKey!).SignData(
                octets.ToArray(), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1));
    }

    private static MetadataFault Read(string document)
    {
        var trust = MetadataTrust.Pinned([TestKeys.NodeRsa], new ConnectorProfile { Signatures = SignatureProfile.Eidas with { Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256] } });
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(document));
        NodeMetadata.TryRead(stream, Actors.Node.EntityId, trust, Actors.Now, out var metadata, out var fault).ShouldBe(fault == MetadataFault.None);
        (metadata is not null).ShouldBe(fault == MetadataFault.None);
        return fault;
    }
}
