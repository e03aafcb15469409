// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Signatures;

/// <summary>Our verifier against the framework's SignedXml, in the one algorithm both speak.</summary>
public class SignedXmlComparisonTests
{
    private const string Exclusive = SignedXml.XmlDsigExcC14NTransformUrl;

    private static readonly SignatureProfile Shared = SignatureProfile.Eidas with { Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256] };

    // Namespaces are what canonicalisation gets wrong, so the documents are full of them.
    public static TheoryData<string> Documents =>
    [
        "<r ID=\"_1\"><a b=\"1\"/></r>",
        "<r ID=\"_1\" xmlns=\"urn:d\"><a xmlns=\"\"><b xmlns=\"urn:d\"/></a></r>",
        "<p:r ID=\"_1\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\"><q:a q:b=\"1\" p:c=\"2\" a=\"0\"/><p:a xmlns:p=\"urn:other\"/></p:r>",
        "<r ID=\"_1\">Καλημέρα &amp; \"'&lt;&gt;\t\n  <a t=\"a b&quot;'\"/></r>",
        "<r ID=\"_1\"><!-- out --><?pi in?><![CDATA[<cdata> & more]]></r>",
        "<r ID=\"_1\">\r\n  <a/>\r\n</r>",
        "<r ID=\"_1\" xmlns:x=\"urn:x\"><y:a xmlns:y=\"urn:x\"><x:b/><y:c/></y:a>𝒳</r>",
        "<r xmlns:a=\"urn:1\" ID=\"_1\"><a:b xmlns:a=\"urn:2\"><a:b xmlns:a=\"urn:1\"/></a:b></r>",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void both_accept_what_the_framework_signed(string xml)
    {
        var signed = SignWithFramework(xml, prefixes: null);

        FrameworkAccepts(signed).ShouldBeTrue();
        WeAccept(signed).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void both_accept_a_prefix_list(string xml)
    {
        var signed = SignWithFramework(xml, prefixes: "#default p x a");

        FrameworkAccepts(signed).ShouldBeTrue();
        WeAccept(signed).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void both_accept_what_we_signed(string xml)
    {
        var document = Load(xml);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256));
        var signed = Forge.Text(document);

        FrameworkAccepts(signed).ShouldBeTrue();
        WeAccept(signed).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void both_refuse_one_changed_character(string xml)
    {
        var signed = SignWithFramework(xml, prefixes: null).Replace("ID=\"_1\"", "ID=\"_1\" z=\"1\"", StringComparison.Ordinal);

        FrameworkAccepts(signed).ShouldBeFalse();
        WeAccept(signed).ShouldBeFalse();
    }

    [Fact]
    public void only_the_framework_accepts_a_reference_to_the_whole_document() =>
        OnlyTheFrameworkAccepts(Sign("<r ID=\"_1\"/>", new Reference("") { DigestMethod = SignedXml.XmlDsigSHA256Url }));

    [Fact]
    public void only_the_framework_accepts_an_xpointer() =>
        OnlyTheFrameworkAccepts(Sign("<r ID=\"_1\"/>", new Reference("#xpointer(/)") { DigestMethod = SignedXml.XmlDsigSHA256Url }));

    [Fact]
    public void only_the_framework_accepts_inclusive_canonicalisation()
    {
        var reference = new Reference("#_1") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        OnlyTheFrameworkAccepts(Sign("<r ID=\"_1\"/>", reference, SignedXml.XmlDsigC14NTransformUrl));
    }

    [Fact]
    public void only_the_framework_accepts_a_missing_canonicalisation_of_the_reference()
    {
        var reference = new Reference("#_1") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        OnlyTheFrameworkAccepts(Sign("<r ID=\"_1\"/>", reference, addCanonicalization: false));
    }

    [Fact]
    public void only_the_framework_accepts_SHA_1() =>
        OnlyTheFrameworkAccepts(Sign("<r ID=\"_1\"/>", new Reference("#_1") { DigestMethod = SignedXml.XmlDsigSHA1Url }));

    [Fact]
    public void only_the_framework_accepts_two_references()
    {
        var second = new Reference("#_2") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        second.AddTransform(new XmlDsigExcC14NTransform());
        OnlyTheFrameworkAccepts(Sign(
            "<r ID=\"_1\"><a ID=\"_2\"/></r>", new Reference("#_1") { DigestMethod = SignedXml.XmlDsigSHA256Url }, second: second));
    }

    [Fact]
    public void only_the_framework_accepts_a_signature_over_a_child() =>
        OnlyTheFrameworkAccepts(Sign("<r ID=\"_1\"><a ID=\"_2\"/></r>", new Reference("#_2") { DigestMethod = SignedXml.XmlDsigSHA256Url }));

    [Fact]
    public void an_element_below_the_root_is_verified_in_its_namespaces()
    {
        var document = Load("<o:outer xmlns:o=\"urn:o\" xmlns:p=\"urn:p\" xmlns=\"urn:d\"><r ID=\"_1\"><p:a/></r></o:outer>");
        var inner = (XmlElement)document.DocumentElement!.FirstChild!;
        EnvelopedSigner.Sign(inner, "ID", new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256));
        var read = Load(Forge.Text(document));

        Verify((XmlElement)read.DocumentElement!.FirstChild!, Shared).ShouldBe(SignatureFault.None);
        FrameworkAccepts(Forge.Text(document)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("p")]
    [InlineData("p #default")]
    [InlineData("o p unbound #default")]
    public void prefixes_of_a_list_are_those_bound_above_the_element(string prefixes)
    {
        const string above = "<o:outer xmlns:o=\"urn:o\" xmlns:p=\"urn:p\" xmlns=\"urn:d\"><o:middle xmlns:p=\"urn:nearest\">";
        var document = Load(above + "<r ID=\"_1\"><a type=\"p:text\"/></r></o:middle></o:outer>");
        var inner = (XmlElement)document.DocumentElement!.FirstChild!.FirstChild!;
        using var key = TestKeys.NodeRsa.GetRSAPrivateKey()!;
        var signer = new SignedXml(inner) { SigningKey = key };
        signer.SignedInfo!.CanonicalizationMethod = Exclusive;
        ((XmlDsigExcC14NTransform)signer.SignedInfo.CanonicalizationMethodObject).InclusiveNamespacesPrefixList = prefixes;
        signer.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("#_1") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform(prefixes));
        signer.AddReference(reference);
        signer.ComputeSignature();
        inner.AppendChild(document.ImportNode(signer.GetXml(), deep: true));
        var signed = Forge.Text(document);

        Inner(signed).ShouldBe(SignatureFault.None);
        Inner(signed.Replace("urn:p", "urn:farther", StringComparison.Ordinal)).ShouldBe(SignatureFault.None, "a nearer one hides it");
        Inner(signed.Replace("urn:nearest", "urn:other", StringComparison.Ordinal)).ShouldNotBe(SignatureFault.None);

        static SignatureFault Inner(string text) => Verify((XmlElement)Load(text).DocumentElement!.FirstChild!.FirstChild!, Shared);
    }

    [Fact]
    public void both_accept_identifiers_and_types_where_the_schema_has_them()
    {
        var document = Load("<r ID=\"_1\"/>");
        using var key = TestKeys.NodeRsa.GetRSAPrivateKey()!;
        var signer = new SignedXml(document) { SigningKey = key };
        signer.Signature.Id = "_signature";
        signer.SignedInfo!.Id = "_info";
        signer.SignedInfo.CanonicalizationMethod = Exclusive;
        signer.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("#_1") { Id = "_reference", Type = "urn:type", DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signer.AddReference(reference);
        signer.ComputeSignature();
        document.DocumentElement!.AppendChild(document.ImportNode(signer.GetXml(), deep: true));
        ((XmlElement)document.GetElementsByTagName("SignatureValue", XmlNames.Signature)[0]!).SetAttribute("Id", "_value");

        FrameworkAccepts(Forge.Text(document)).ShouldBeTrue();
        WeAccept(Forge.Text(document)).ShouldBeTrue();
    }

    // SafeXml reads no document type and so no entity; others may bring a tree of their own.
    [Fact]
    public void a_tree_without_a_canonical_form_is_refused_and_no_crash()
    {
        var document = Load("<r ID=\"_1\"/>");
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256));
        document.DocumentElement!.AppendChild(document.CreateEntityReference("e"));

        Verify(document.DocumentElement!, Shared).ShouldBe(SignatureFault.Malformed);
    }

    private static void OnlyTheFrameworkAccepts(string signed)
    {
        FrameworkAccepts(signed).ShouldBeTrue();
        WeAccept(signed).ShouldBeFalse();
    }

    private static bool WeAccept(string signed) => Verify(Load(signed).DocumentElement!, Shared) == SignatureFault.None;

    private static SignatureFault Verify(XmlElement element, SignatureProfile profile)
    {
        VerificationKey.TryFromCertificate(TestKeys.NodeRsa, out var key).ShouldBeTrue();
        SignatureVerifier.TryVerify(element, "ID", [key], profile, out var verified, out var fault);
        verified?.Element.ShouldBeSameAs(element);
        return fault;
    }

    private static bool FrameworkAccepts(string signed)
    {
        var document = Load(signed);
        var verifier = new SignedXml(document);
        verifier.LoadXml((XmlElement)document.GetElementsByTagName("Signature", XmlNames.Signature)[0]!);
        return verifier.CheckSignature(TestKeys.NodeRsa, verifySignatureOnly: true);
    }

    private static string SignWithFramework(string xml, string? prefixes) =>
        Sign(xml, new Reference("#_1") { DigestMethod = SignedXml.XmlDsigSHA256Url }, prefixes: prefixes);

    private static string Sign(
        string xml,
        Reference reference,
        string canonicalization = Exclusive,
        string? prefixes = null,
        bool addCanonicalization = true,
        Reference? second = null)
    {
        var document = Load(xml);
        using var key = TestKeys.NodeRsa.GetRSAPrivateKey()!;
        var signer = new SignedXml(document) { SigningKey = key };
        signer.SignedInfo!.CanonicalizationMethod = canonicalization;
        signer.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        if (addCanonicalization)
        {
            reference.AddTransform(new XmlDsigExcC14NTransform(prefixes!));
        }

        signer.AddReference(reference);
        if (second is not null)
        {
            signer.AddReference(second);
        }

        signer.ComputeSignature();
        document.DocumentElement!.AppendChild(document.ImportNode(signer.GetXml(), deep: true));
        return Forge.Text(document);
    }

    private static XmlDocument Load(string xml)
    {
        SafeXml.TryRead(Encoding.UTF8.GetBytes(xml), XmlLimits.Message, out var document, out var fault).ShouldBeTrue(fault.ToString());
        return document;
    }
}
