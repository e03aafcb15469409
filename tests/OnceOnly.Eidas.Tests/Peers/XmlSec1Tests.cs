// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Tests.Signatures;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Peers;

/// <summary>The xmlsec1 command line (libxml2) judges our canonicalisation, also where the framework's SignedXml is wrong.</summary>
public class XmlSec1Tests
{
    public static TheoryData<string> Documents =>
    [
        .. SignedXmlComparisonTests.Documents.Select(row => row.Data),

        // SignedXml hands xml:lang down to SignedInfo, and loses white space by writing the element out and reading it again.
        "<r ID=\"_1\" xml:lang=\"el\">Καλημέρα</r>",
        "<r ID=\"_1\"><a t=\"a&#9;b&#10;c&#13;d\"/>&#13;</r>",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task xmlsec1_verifies_what_we_signed(string xml)
    {
        PeerProgram.SkipUnless(PeerProgram.IsHere("xmlsec1"), "xmlsec1 is not installed.");
        var folder = Directory.CreateTempSubdirectory("xmlsec1-").FullName;
        try
        {
            SafeXml.TryRead(Encoding.UTF8.GetBytes(xml), XmlLimits.Message, out var document, out _).ShouldBeTrue();
            EnvelopedSigner.Sign(
                document.DocumentElement!, "ID", new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256));
            await File.WriteAllTextAsync(Path.Combine(folder, "signed.xml"), Forge.Text(document));
            await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), TestKeys.NodeRsa.ExportCertificatePem());

            var root = document.DocumentElement!;
            var id = root.NamespaceURI.Length == 0 ? root.LocalName : $"{root.NamespaceURI}:{root.LocalName}";
            await PeerProgram.RunAsync(
                "xmlsec1", null, folder, "--verify", "--id-attr:ID", id, "--pubkey-cert-pem", "cert.pem", "signed.xml");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
