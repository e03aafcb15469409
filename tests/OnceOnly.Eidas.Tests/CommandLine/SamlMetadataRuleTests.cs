// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.CommandLine;

/// <summary>What the gateway would refuse is said without any certificate to trust.</summary>
public sealed class SamlMetadataRuleTests : IDisposable
{
    private const string Post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private const string Redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private const string Soap = "urn:oasis:names:tc:SAML:2.0:bindings:SOAP";
    private const string Sha256Ecdsa = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saml-metadata-rules-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("as it is", 0, "Nothing to do.")]
    [InlineData("a curve eIDAS does not name", 1, "DO   The IDPSSODescriptor lists no key that may sign")]
    [InlineData("a small bare key", 1, "DO   The IDPSSODescriptor lists no key that may sign")]
    [InlineData("a curve beside a good key", 0, "SOON It lists a key too that may not sign.")]
    [InlineData("a role past its end", 1, "DO   They expired 60 minutes ago.")]
    [InlineData("a role without a readable end", 1, "DO   Their validUntil is not a time in UTC.")]
    [InlineData("SAML 1.1", 1, "for SAML 2.0. Ask for those that do.")]
    [InlineData("the name of a country", 1, "their NodeCountry is not one code of two capital letters.")]
    public async Task what_the_gateway_would_refuse_is_said(string how, int expected, string advice)
    {
        var document = Documents.OfNode();
        var role = document.Element(Documents.Md + "IDPSSODescriptor")!;
        var key = role.Element(Documents.Md + "KeyDescriptor")!;
        switch (how)
        {
            case "a curve eIDAS does not name":
                key.ReplaceWith(Documents.KeyDescriptor("signing", Koblitz()));
                break;
            case "a curve beside a good key":
                key.AddAfterSelf(Documents.KeyDescriptor("signing", Koblitz()));
                break;
            case "a small bare key":
                key.Element(Documents.Ds + "KeyInfo")!.ReplaceNodes(SmallKey());
                break;
            case "a role past its end":
                role.SetAttributeValue("validUntil", "2026-11-21T11:00:00Z");
                break;
            case "a role without a readable end":
                role.SetAttributeValue("validUntil", "soon");
                break;
            case "SAML 1.1":
                role.SetAttributeValue("protocolSupportEnumeration", "urn:oasis:names:tc:SAML:1.1:protocol");
                break;
            case "the name of a country":
                role.Descendants(Documents.EidasNs + "NodeCountry").Single().Value = "Austria";
                break;
        }

        var (code, text) = await RunAsync(Documents.Signed(document));

        code.ShouldBe(expected, text);
        text.ShouldContain(advice);
    }

    [Theory]
    [InlineData("https://idp example/sso")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sso")]
    [InlineData("https://user@node.example.es/sso")]
    [InlineData("https://node.example.es/sso#here")]
    public async Task an_endpoint_whose_address_the_gateway_would_not_use_is_named(string location)
    {
        var (code, text) = await RunAsync(WithEndpoints((Post, location)));
        code.ShouldBe(1, text);
        text.ShouldContain($"DO   The endpoint {location} is no https address that can be used");

        (code, text) = await RunAsync(WithEndpoints((Post, location), (Post, "HTTPS://node.example.es/sso")));
        code.ShouldBe(0, text);
        text.ShouldContain($"SOON The endpoint {location} is no https address that can be used", customMessage: "another one serves");

        (code, text) = await RunAsync(WithEndpoints((Post, "HTTPS://node.example.es/sso"), (Soap, location)));
        code.ShouldBe(0, text);
        text.ShouldContain($"SOON The endpoint {location}", customMessage: "nothing goes there");
    }

    [Theory]
    [InlineData(new[] { Post }, "Post", null)]
    [InlineData(new[] { Post }, "Redirect", "DO   It takes no requests by redirect")]
    [InlineData(new[] { Redirect }, "Post", "DO   It takes requests by redirect only: set the connector's Profile:Binding to Redirect (--binding Redirect here).")]
    [InlineData(new[] { Redirect }, "Redirect", null)]
    [InlineData(new[] { Soap, Redirect, Post }, "Redirect", null)]
    [InlineData(new[] { Soap }, "Post", "DO   The IDPSSODescriptor has no endpoint that takes requests by POST or redirect.")]
    [InlineData(new[] { Soap }, "Redirect", "DO   The IDPSSODescriptor has no endpoint that takes requests by POST or redirect.")]
    [InlineData(new string[0], "Post", "DO   The IDPSSODescriptor has no endpoint that takes requests by POST or redirect.")]
    public async Task the_bindings_must_have_the_one_the_connector_is_configured_for(string[] bindings, string configured, string? advice)
    {
        var (code, text) = await RunAsync(WithEndpoints([.. bindings.Select(binding => (binding, "https://node.example.es/sso"))]), "--binding", configured);

        code.ShouldBe(advice is null ? 0 : 1, text);
        text.ShouldContain(advice ?? "Nothing to do.");
    }

    [Fact]
    public async Task a_binding_has_to_be_one_that_requests_know()
    {
        var (code, text) = await RunAsync(Documents.Signed(Documents.OfNode()), "--binding", "Soap");

        code.ShouldBe(2);
        text.ShouldContain("--binding must be one of Post, Redirect");
    }

    [Fact]
    public async Task a_node_that_wants_to_know_who_asks_is_told()
    {
        var document = Documents.Signed(Documents.OfNode(Actors.Node with { WantsRequesterId = true }));

        var (code, text) = await RunAsync(document);
        code.ShouldBe(1, text);
        text.ShouldContain("DO   It takes no request that does not name who asks (RequesterID): give the connector a RequesterId (--requester-id here).");

        (code, text) = await RunAsync(document, "--requester-id", "https://municipality.example.gr");
        code.ShouldBe(0, text);
        text.ShouldContain("Nothing to do.");
    }

    [Fact]
    public async Task every_certificate_of_a_file_is_trusted()
    {
        var document = Documents.Signed(Documents.OfNode());
        var bundle = Certificate(TestKeys.StrangerRsa, TestKeys.NodeP256);

        var (code, text) = await RunAsync(document, "--trust", bundle);
        code.ShouldBe(0, text);

        await File.AppendAllTextAsync(bundle, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", TestContext.Current.CancellationToken);
        (code, text) = await RunAsync(document, "--trust", bundle);
        code.ShouldBe(2);
        text.ShouldContain("holds no certificate, or one that cannot be read");
    }

    [Theory]
    [InlineData("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "DO   They are signed with http://www.w3.org/2000/09/xmldsig#rsa-sha1 over")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "For a national connector name it in Profile:Signatures")]
    public async Task the_algorithm_of_their_signature_is_judged(string algorithm, string advice)
    {
        var document = Encoding.UTF8.GetString(Documents.Signed(Documents.OfNode()));

        var (code, text) = await RunAsync(Encoding.UTF8.GetBytes(document.Replace($"SignatureMethod Algorithm=\"{Sha256Ecdsa}\"", $"SignatureMethod Algorithm=\"{algorithm}\"", StringComparison.Ordinal)));

        code.ShouldBe(1, text);
        text.ShouldContain(advice);
    }

    [Fact]
    public async Task one_of_a_list_is_judged_by_its_name()
    {
        var list = Documents.Signed(List(Documents.OfNode(), Documents.OfNode(Actors.Node with { EntityId = "https://other.example/metadata" })));

        var (code, text) = await RunAsync(list, "--idp", Actors.Node.EntityId, "--trust", Certificate(TestKeys.NodeP256));
        code.ShouldBe(0, text);
        text.ShouldContain(Actors.Node.EntityId);
        text.ShouldContain("Nothing to do.");

        (code, text) = await RunAsync(list, "--idp", Actors.Node.EntityId, "--trust", Certificate(TestKeys.Ec(ECCurve.NamedCurves.nistP256)));
        code.ShouldBe(1);
        text.ShouldContain("DO   None of the certificates given by --trust signed them.");

        (code, text) = await RunAsync(list);
        code.ShouldBe(2);
        text.ShouldContain($"name one by --idp, such as {Actors.Node.EntityId}, https://other.example/metadata");

        (code, text) = await RunAsync(list, "--idp", "https://nobody.example");
        code.ShouldBe(1);
        text.ShouldContain("NotListed");
    }

    [Fact]
    public async Task a_list_of_one_needs_no_name_and_brings_its_own_end_and_signature()
    {
        (await RunAsync(Documents.Signed(List(Documents.OfNode())))).Code.ShouldBe(0);

        var list = List(Documents.OfNode());
        list.SetAttributeValue("validUntil", "2026-11-21T11:00:00Z");
        var (code, text) = await RunAsync(Documents.Bytes(list));
        code.ShouldBe(1);
        text.ShouldContain("DO   They are not signed.");
        text.ShouldContain("DO   They expired 60 minutes ago.");
    }

    [Fact]
    public async Task a_national_connector_is_judged_by_what_its_profile_allows()
    {
        using var small = TestKeys.Rsa(2048);
        var document = Documents.OfNode();
        document.Descendants(Documents.Md + "KeyDescriptor").First().ReplaceWith(Documents.KeyDescriptor("signing", small));
        var signed = Documents.Signed(document, new SigningKey(small, SignatureAlgorithm.RsaPkcs1Sha256));
        var trust = Certificate(small);

        var (code, text) = await RunAsync(signed, "--trust", trust);
        code.ShouldBe(1, text);
        text.ShouldContain("(--signature here)");
        text.ShouldContain("(--min-rsa here)");

        (code, text) = await RunAsync(signed, "--trust", trust, "--signature", "rsa-sha256", "--min-rsa", "2048");
        code.ShouldBe(0, text);
        text.ShouldContain("Nothing to do.");

        (code, text) = await RunAsync(signed, "--trust", trust, "--signature", "rsa-sha256");
        code.ShouldBe(1, text);
        text.ShouldContain("DO   No certificate given by --trust has a key of the kind and strength");
        text.ShouldContain("lists no key that may sign: RSA from 3072 bits");
    }

    [Fact]
    public async Task its_publisher_may_sign_as_eIDAS_wants_it_all_the_same()
    {
        var (code, text) = await RunAsync(
            Documents.Signed(Documents.OfNode()), "--trust", Certificate(TestKeys.NodeP256), "--signature", "rsa-sha256", "--min-rsa", "2048");

        code.ShouldBe(0, text);
        text.ShouldContain("Nothing to do.");
    }

    [Fact]
    public async Task the_entity_named_must_be_the_one_of_the_document()
    {
        var (code, text) = await RunAsync(Documents.Signed(Documents.OfNode()), "--idp", "https://other.example/metadata");

        code.ShouldBe(1);
        text.ShouldContain("not of the entity named by --idp");
    }

    private async Task<(int Code, string Text)> RunAsync(byte[] document, params string[] more)
    {
        var path = Path.Combine(folder.FullName, "metadata.xml");
        await File.WriteAllBytesAsync(path, document);
        var (code, output, error) = await Command.RunAsync(["saml", "metadata", path, "--now", "2026-11-21T12:00:00Z", .. more]);
        return (code, output + error);
    }

    private static byte[] WithEndpoints(params (string Binding, string Location)[] endpoints)
    {
        var document = Documents.OfNode();
        var endpoint = document.Descendants(Documents.Md + "SingleSignOnService").Single();
        endpoint.ReplaceWith(endpoints.Select(one =>
            new XElement(endpoint.Name, new XAttribute("Binding", one.Binding), new XAttribute("Location", one.Location))));
        return Documents.Signed(document);
    }

    private string Certificate(params X509Certificate2[] certificates)
    {
        var path = Path.Combine(folder.FullName, "trust.pem");
        File.WriteAllLines(path, certificates.Select(certificate => certificate.ExportCertificatePem()));
        return path;
    }

    private static XElement List(params XElement[] entities) =>
        new(Documents.Md + "EntitiesDescriptor", new XAttribute("ID", "_list"), entities);

    private static X509Certificate2 Koblitz() => TestKeys.Ec(ECCurve.CreateFromValue("1.3.132.0.10"));

    private static XElement SmallKey()
    {
        using var rsa = RSA.Create(1024);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return new XElement(
            Documents.Ds + "KeyValue",
            new XElement(
                Documents.Ds + "RSAKeyValue",
                new XElement(Documents.Ds + "Modulus", Convert.ToBase64String(numbers.Modulus!)),
                new XElement(Documents.Ds + "Exponent", Convert.ToBase64String(numbers.Exponent!))));
    }
}
