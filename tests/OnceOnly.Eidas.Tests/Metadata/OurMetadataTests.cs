// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Metadata;

/// <summary>Every element and attribute of the metadata we publish, as service provider and as node.</summary>
public class OurMetadataTests
{
    private const string Encryption = "http://www.w3.org/2001/04/xmlenc#";
    private const string Encryption11 = "http://www.w3.org/2009/xmlenc11#";
    private const string More2001 = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string More2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private const string Uri = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";

    private static readonly PublishedContacts Contacts =
        new("Δήμος Πειραιά", "https://www.example.gr", "help@example.gr", "tech@example.gr");

    private static readonly string RsaMethods = Gcm
        + $"<md:EncryptionMethod Algorithm=\"{Encryption11}rsa-oaep\"><ds:DigestMethod Algorithm=\"{Encryption}sha256\" />"
        + $"<xenc11:MGF xmlns:xenc11=\"{Encryption11}\" Algorithm=\"{Encryption11}mgf1sha256\" /></md:EncryptionMethod>";

    private static readonly string CurveMethods = Gcm
        + $"<md:EncryptionMethod Algorithm=\"{Encryption11}ECDH-ES\" /><md:EncryptionMethod Algorithm=\"{Encryption}kw-aes256\" />";

    private static readonly string Application =
        "OnceOnly.Gateway:" + FileVersionInfo.GetVersionInfo(typeof(NodeMetadataDocument).Assembly.Location).ProductVersion!.Split('+')[0];

    private static string Gcm => string.Concat(new[] { 256, 192, 128 }.Select(bits => $"<md:EncryptionMethod Algorithm=\"{Encryption11}aes{bits}-gcm\" />"));

    [Fact]
    public void a_service_provider_tells_who_it_is_and_how_to_answer() =>
        Opened.Text(Opened.Unsigned(ServiceProviderMetadataDocument.Create(Actors.Us, Contacts, Actors.Now, TimeSpan.FromDays(1)))).ShouldBe(Expected(
            "https://gateway.example.gr/eidas/metadata",
            "",
            "",
            ServiceProviderRole(Country("EL"), Key("signing", TestKeys.OurRsa) + Key("encryption", TestKeys.OurRsa, RsaMethods)),
            """
            <md:Organization>
              <md:OrganizationName xml:lang="en">Δήμος Πειραιά</md:OrganizationName>
              <md:OrganizationDisplayName xml:lang="en">Δήμος Πειραιά</md:OrganizationDisplayName>
              <md:OrganizationURL xml:lang="en">https://www.example.gr</md:OrganizationURL>
            </md:Organization>
            <md:ContactPerson contactType="support"><md:Company>Δήμος Πειραιά</md:Company><md:EmailAddress>mailto:help@example.gr</md:EmailAddress></md:ContactPerson>
            <md:ContactPerson contactType="technical"><md:Company>Δήμος Πειραιά</md:Company><md:EmailAddress>mailto:tech@example.gr</md:EmailAddress></md:ContactPerson>
            """));

    [Fact]
    public void a_service_provider_may_tell_its_sector_the_key_that_comes_next_and_the_first_key_with_a_certificate()
    {
        DecryptionKey.TryFromPem(BareKey(), out var bare).ShouldBeTrue();
        var provider = Actors.Us with
        {
            Country = null,
            SpTypeInMetadata = true,
            SpType = SpType.Private,
            DecryptionKeys = [bare, new DecryptionKey(TestKeys.NodeP256), new DecryptionKey(TestKeys.OurRsa)],
        };
        var document = ServiceProviderMetadataDocument.Create(
            provider, contacts: null, Actors.Now, TimeSpan.FromDays(1), new SigningKey(TestKeys.StrangerRsa), nextSigning: TestKeys.NodeRsa);

        Opened.Text(Opened.Unsigned(document)).ShouldBe(Expected(
            "https://gateway.example.gr/eidas/metadata",
            "",
            "<eidas:SPType xmlns:eidas=\"http://eidas.europa.eu/saml-extensions\">private</eidas:SPType>",
            ServiceProviderRole("", Key("signing", TestKeys.OurRsa) + Key("signing", TestKeys.NodeRsa) + Key("encryption", TestKeys.NodeP256, CurveMethods)),
            ""));
        IsSignedBy(document, TestKeys.StrangerRsa);
        Should.Throw<ArgumentException>(() => ServiceProviderMetadataDocument.Create(provider with { DecryptionKeys = [bare] }, null, Actors.Now, TimeSpan.FromDays(1)))
            .Message.ShouldStartWith("No decryption key has a certificate to publish.");
        Should.Throw<ArgumentNullException>(() => ServiceProviderMetadataDocument.Create(null!, null, Actors.Now, TimeSpan.FromDays(1))).ParamName.ShouldBe("provider");
    }

    [Fact]
    public void a_node_tells_what_it_can_do() =>
        Opened.Text(Opened.Unsigned(NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)))).ShouldBe(Expected(
            "https://node.example.es/metadata",
            EntityAttribute("urn:oasis:names:tc:SAML:attribute:assurance-certification", "http://eidas.europa.eu/LoA/high"),
            "",
            NodeRole(Country("ES"), Key("signing", TestKeys.NodeRsa)),
            ""));

    [Fact]
    public void a_node_may_leave_out_its_country_and_levels_and_want_to_know_who_asks()
    {
        var node = Actors.Node with { Country = null, AssuranceLevels = [], WantsRequesterId = true };
        var document = NodeMetadataDocument.Create(
            node, null, Actors.Now, TimeSpan.FromDays(1), new SigningKey(TestKeys.StrangerRsa), TestKeys.NodeP256);

        Opened.Text(Opened.Unsigned(document)).ShouldBe(Expected(
            "https://node.example.es/metadata",
            EntityAttribute("http://macedir.org/entity-category", "http://eidas.europa.eu/entity-attributes/termsofaccess/requesterid"),
            "",
            NodeRole("", Key("signing", TestKeys.NodeRsa) + Key("signing", TestKeys.NodeP256)),
            ""));
        IsSignedBy(document, TestKeys.StrangerRsa);
        Should.Throw<ArgumentNullException>(() => NodeMetadataDocument.Create(null!, null, Actors.Now, TimeSpan.FromDays(1))).ParamName.ShouldBe("node");
    }

    private static void IsSignedBy(byte[] document, X509Certificate2 certificate) =>
        XElement.Parse(Encoding.UTF8.GetString(document)).Elements().First().Descendants()
            .Single(element => element.Name.LocalName == "X509Certificate").Value.ShouldBe(Convert.ToBase64String(certificate.RawData));

    private static string BareKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Key(string use, X509Certificate2 certificate, string methods = "") =>
        $"<md:KeyDescriptor use=\"{use}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>";

    private static string Country(string code) =>
        $"<md:Extensions><eidas:NodeCountry xmlns:eidas=\"http://eidas.europa.eu/saml-extensions\">{code}</eidas:NodeCountry></md:Extensions>";

    private static string Formats =>
        """
        <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
        <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
        <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>
        """;

    private static string ServiceProviderRole(string country, string keys) =>
        $"""
        <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
          {country}{keys}{Formats}
          <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://gateway.example.gr/eidas/acs" index="0" isDefault="true" />
        </md:SPSSODescriptor>
        """;

    private static string NodeRole(string country, string keys) =>
        $"""
        <md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
          {country}{keys}{Formats}
          <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://node.example.es/sso" />
          {string.Concat(EidasAttributes.All
              .Where(known => !known.Uri.Contains("/representative/", StringComparison.Ordinal))
              .OrderBy(known => known.Uri, StringComparer.Ordinal)
              .Select(known => $"<saml2:Attribute xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" FriendlyName=\"{known.FriendlyName}\" Name=\"{known.Uri}\" NameFormat=\"{Uri}\" />"))}
        </md:IDPSSODescriptor>
        """;

    private static string EntityAttribute(string name, params string[] values) =>
        $"<saml2:Attribute xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" Name=\"{name}\" NameFormat=\"{Uri}\">"
        + string.Concat(values.Select(value => $"<saml2:AttributeValue>{value}</saml2:AttributeValue>")) + "</saml2:Attribute>";

    private static string Algorithms(string name, params string[] uris) =>
        string.Concat(uris.Select(uri => $"<alg:{name} xmlns:alg=\"urn:oasis:names:tc:SAML:metadata:algsupport\" Algorithm=\"{uri}\" />"));

    private static string Expected(string entityId, string entityAttributes, string sector, string role, string contacts) => Opened.Text(
        $"""
        <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="_random"
            entityID="{entityId}" validUntil="2026-11-22T12:00:00.000Z">
          <md:Extensions>
            <mdattr:EntityAttributes xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute">
              {EntityAttribute("http://eidas.europa.eu/entity-attributes/protocol-version", "1.2", "1.4")}
              {EntityAttribute("http://eidas.europa.eu/entity-attributes/application-identifier", Application)}{entityAttributes}
            </mdattr:EntityAttributes>
            {sector}
            {Algorithms("DigestMethod", Encryption + "sha256", More2001 + "sha384", Encryption + "sha512")}
            {Algorithms(
                "SigningMethod",
                More2007 + "sha256-rsa-MGF1", More2007 + "sha384-rsa-MGF1", More2007 + "sha512-rsa-MGF1",
                More2001 + "ecdsa-sha256", More2001 + "ecdsa-sha384", More2001 + "ecdsa-sha512")}
          </md:Extensions>
          {role}
          {contacts}
        </md:EntityDescriptor>
        """);
}
