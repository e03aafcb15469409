// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.CommandLine;

public sealed class SamlMetadataTests : IDisposable
{
    private const string Noon = "2026-11-21T12:00:00Z";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saml-metadata-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task good_metadata_need_nothing()
    {
        var (code, text) = await RunAsync(Document(), Noon, TestKeys.NodeP256);

        code.ShouldBe(0, text);
        text.ShouldContain(Actors.Node.EntityId);
        text.ShouldContain("RSA 3072");
        text.ShouldContain("Nothing to do.");
    }

    [Theory]
    [InlineData("expired", "DO   They expired 2 days ago.")]
    [InlineData("unsigned", "DO   They are not signed.")]
    [InlineData("another signer", "DO   None of the certificates given by --trust signed them.")]
    [InlineData("a weak algorithm", "DO   They are signed with an algorithm that eIDAS does not allow.")]
    [InlineData("another kind of key", "DO   No certificate given by --trust has a key of the kind and strength")]
    [InlineData("something else", "DO   Their signature refers neither to the ID of their root nor to the whole document.")]
    [InlineData("two references", "DO   Their signature is not of the one form that is read")]
    [InlineData("changed", "DO   They were changed after they had been signed.")]
    [InlineData("no end", "DO   They have no validUntil.")]
    [InlineData("no https", "DO   The endpoint http://node.example.es/sso is no https address that can be used")]
    [InlineData("no key", "DO   The IDPSSODescriptor lists no key that may sign")]
    public async Task what_stops_log_ins_is_said_with_what_to_do(string how, string advice)
    {
        var document = Document();
        var (code, text) = how switch
        {
            "expired" => await RunAsync(document, "2026-11-24T12:00:00Z", TestKeys.NodeP256),
            "unsigned" => await RunAsync(document.Replace("ds:Signature", "ds:Signed", StringComparison.Ordinal), Noon),
            "another signer" => await RunAsync(document, Noon, TestKeys.Ec(ECCurve.NamedCurves.nistP256)),
            "a weak algorithm" => await RunAsync(document.Replace("2001/04/xmldsig-more#ecdsa-sha256", "2000/09/xmldsig#rsa-sha1", StringComparison.Ordinal), Noon, TestKeys.NodeP256),
            "another kind of key" => await RunAsync(document, Noon, TestKeys.StrangerRsa),
            "something else" => await RunAsync(Replace(document, "URI=\"#[^\"]*\"", "URI=\"#other\""), Noon, TestKeys.NodeP256),
            "two references" => await RunAsync(Replace(document, "<([a-z]*:)?Reference .*</([a-z]*:)?Reference>", "$0$0"), Noon, TestKeys.NodeP256),
            "changed" => await RunAsync(document.Replace("https://node.example.es/sso", "https://node.example.es/sso2", StringComparison.Ordinal), Noon, TestKeys.NodeP256),
            "no end" => await RunAsync(document.Replace(" validUntil=", " cacheDuration=", StringComparison.Ordinal), Noon),
            "no https" => await RunAsync(document.Replace("https://node.example.es/sso", "http://node.example.es/sso", StringComparison.Ordinal), Noon),
            _ => await RunAsync(document.Replace("use=\"signing\"", "use=\"encryption\"", StringComparison.Ordinal), Noon),
        };

        code.ShouldBe(1);
        text.ShouldContain(advice);
    }

    [Fact]
    public async Task the_certificate_of_whoever_issued_the_key_counts_as_no_key()
    {
        using var authority = TestKeys.Rsa(2048);
        using var issuer = authority.GetRSAPrivateKey()!;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256)
            .Create(authority.SubjectName, X509SignatureGenerator.CreateForRSA(issuer, RSASignaturePadding.Pss), Actors.Now.AddDays(-1), Actors.Now.AddDays(30), [2]);
        var document = Documents.OfNode();
        document.Descendants(Documents.Md + "KeyDescriptor").First().ReplaceWith(Documents.KeyDescriptor("signing", issued, authority));

        var (_, text) = await RunAsync(Encoding.UTF8.GetString(Documents.Signed(document)), Noon);

        text.ShouldContain("key for signing     elliptic curve 256, CN=node");
        text.ShouldContain("no key of theirs    RSA 2048, CN=test");
        text.ShouldNotContain("are wanted");
    }

    [Fact]
    public async Task a_bare_key_is_told_like_one_in_a_certificate()
    {
        using var rsa = TestKeys.StrangerRsa.GetRSAPublicKey()!;
        var document = Documents.OfNode();
        document.Descendants(Documents.Ds + "KeyInfo").First().ReplaceNodes(XElement.Parse(
            $"<ds:KeyValue xmlns:ds='{Documents.Ds}'>{rsa.ToXmlString(includePrivateParameters: false)}</ds:KeyValue>"
                .Replace("<RSAKeyValue>", $"<RSAKeyValue xmlns='{Documents.Ds}'>", StringComparison.Ordinal)));

        var (code, text) = await RunAsync(Encoding.UTF8.GetString(Documents.Signed(document)), Noon);

        code.ShouldBe(0, text);
        text.ShouldContain("key for signing     RSA 3072, without a certificate");
    }

    [Fact]
    public async Task whether_the_signature_was_verified_is_said()
    {
        (await RunAsync(Document(), Noon)).Text.ShouldContain("(not verified)");
        (await RunAsync(Document(), Noon, TestKeys.NodeP256)).Text.ShouldContain("(verified)");
        (await RunAsync(Document(), Noon, TestKeys.Ec(ECCurve.NamedCurves.nistP256))).Text.ShouldContain("(refused)");
    }

    [Fact]
    public async Task what_will_matter_soon_is_said_too()
    {
        var (code, text) = await RunAsync(Document(), "2026-11-22T09:00:00Z", TestKeys.NodeP256);
        code.ShouldBe(0);
        text.ShouldContain("SOON They expire in 3 hours.");

        (_, text) = await RunAsync(Document(next: new SigningKey(TestKeys.StrangerRsa)), Noon);
        text.ShouldContain("SOON Two keys or more may sign");
    }

    [Theory]
    [InlineData("", "This file is empty.")]
    [InlineData("\n <!DOCTYPE html><html><body>404</body></html>", "This is a web page")]
    [InlineData("\uFEFF<html>", "This is a web page")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB", "(PEM), which goes with --trust")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<md:EntityDescriptor/>", "Save the body alone.")]
    [InlineData("PG1kOkVudGl0eURlc2NyaXB0b3IvPg==", "This is base64.")]
    [InlineData("<md:EntityDescriptor xmlns:md=", "it may have been cut off")]
    [InlineData("<md:EntitiesDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata'/>", "This list has no entities.")]
    public async Task what_is_no_metadata_is_called_what_it_is(string document, string advice)
    {
        var (code, text) = await RunAsync(document, Noon);

        code.ShouldBe(1, text);
        text.ShouldContain(advice);
    }

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "(gzip)")]
    [InlineData(new byte[] { 0x30, 0x82, 1, 0 }, "(DER), which goes with --trust")]
    public async Task what_is_no_text_is_called_what_it_is(byte[] document, string advice)
    {
        var path = Path.Combine(folder.FullName, "odd");
        await File.WriteAllBytesAsync(path, document);
        var (code, output, _) = await Command.RunAsync("saml", "metadata", path, "--now", Noon);

        code.ShouldBe(1);
        output.ShouldContain(advice);
    }

    [Fact]
    public async Task an_address_is_to_be_fetched_first()
    {
        var (code, _, error) = await Command.RunAsync("saml", "metadata", "https://node.example.es/metadata");

        code.ShouldBe(2);
        error.ShouldContain("fetch it first");
    }

    private async Task<(int Code, string Text)> RunAsync(
        string document, string now, X509Certificate2? trust = null)
    {
        var path = Path.Combine(folder.FullName, "metadata.xml");
        await File.WriteAllTextAsync(path, document);
        var certificate = Path.Combine(folder.FullName, "trust.pem");
        await File.WriteAllTextAsync(certificate, (trust ?? TestKeys.NodeP256).ExportCertificatePem());
        string[] words = ["saml", "metadata", path, "--now", now, .. trust is null ? (string[])[] : ["--trust", certificate]];
        var (code, output, error) = await Command.RunAsync(words);
        return (code, output + error);
    }

    private static string Replace(string document, string pattern, string by) =>
        Regex.Replace(document, pattern, by, RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static string Document(SigningKey? next = null) => Encoding.UTF8.GetString(NodeMetadataDocument.Create(
        Actors.Node, null, Actors.Now, TimeSpan.FromDays(1), metadataKey: new SigningKey(TestKeys.NodeP256), nextSigning: next?.Certificate));
}
