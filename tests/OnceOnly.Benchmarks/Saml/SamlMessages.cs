// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Benchmarks.Saml;

/// <summary>A node, a service provider, and two answers: one that every library can read, and one as eIDAS wants it.</summary>
internal sealed class SamlMessages : IDisposable
{
    public const string EntityId = "https://gateway.example.gr/eidas/metadata";
    public const string Consumer = "https://gateway.example.gr/eidas/acs";

    private const string Issuer = "https://node.example.es/metadata";
    private const string RequestId = "_request";
    private const int KeySize = 3072;

    public SamlMessages()
    {
        Now = TimeProvider.System.GetUtcNow();
        var node = new EidasNode
        {
            EntityId = Issuer,
            SingleSignOnService = "https://node.example.es/sso",
            SigningKey = new SigningKey(NodeCertificate),
            Country = "ES",
            AssuranceLevels = [AssuranceLevelUri.Of(AssuranceLevel.High)],
        };
        Metadata = NodeMetadataDocument.Create(node, contacts: null, Now, TimeSpan.FromDays(1));
        Plain = MakePlain();
        Encrypted = MakeEncrypted(node);
    }

    public DateTimeOffset Now { get; }

    public X509Certificate2 NodeCertificate { get; } = Certificate("node");

    public X509Certificate2 OurCertificate { get; } = Certificate("gateway");

    /// <summary>The node's metadata, signed by itself.</summary>
    public byte[] Metadata { get; }

    /// <summary>Signed with RSA-SHA256 (PKCS#1), its assertion in clear text.</summary>
    public byte[] Plain { get; }

    /// <summary>Signed with RSA-PSS, its assertion encrypted with AES-256-GCM under RSA-OAEP with SHA-256.</summary>
    public byte[] Encrypted { get; }

    /// <summary>Checks everything; a refusal would make the comparison worthless.</summary>
    public void Validate(byte[] message)
    {
        var outcome = ResponseValidator.Validate(message, Expectation(isPlain: ReferenceEquals(message, Plain)), Now);
        if (outcome is not AcceptedResponse)
        {
            throw new InvalidOperationException($"Refused: {string.Join(", ", ((RefusedResponse)outcome).Failures.Select(failure => failure.Rule))}");
        }
    }

    public void Dispose()
    {
        NodeCertificate.Dispose();
        OurCertificate.Dispose();
    }

    private readonly Dictionary<bool, ResponseExpectation> _expectations = [];

    private ResponseExpectation Expectation(bool isPlain)
    {
        if (_expectations.TryGetValue(isPlain, out var expectation))
        {
            return expectation;
        }

        return NodeMetadata.TryRead(Metadata, MetadataTrust.Pinned([NodeCertificate]), Now, out var metadata, out var fault)
            ? _expectations[isPlain] = new ResponseExpectation
            {
                Node = metadata,
                EntityId = EntityId,
                AssertionConsumerService = Consumer,
                RequestId = RequestId,
                Demand = AuthnContextDemand.Minimum(AssuranceLevel.Substantial),
                Country = "EL",
                DecryptionKeys = [new DecryptionKey(OurCertificate)],
                Profile = isPlain
                    ? new ConnectorProfile
                    {
                        AllowsPlainAssertion = true,
                        Signatures = SignatureProfile.Eidas with { Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256] },
                    }
                    : ConnectorProfile.Eidas,
            }
            : throw new InvalidOperationException(fault.ToString());
    }

    private byte[] MakeEncrypted(EidasNode node)
    {
        var us = new SamlServiceProvider
        {
            EntityId = EntityId,
            AssertionConsumerService = Consumer,
            SigningKey = new SigningKey(OurCertificate),
            DecryptionKeys = [new DecryptionKey(OurCertificate)],
            Country = "EL",
        };
        var ours = ServiceProviderMetadataDocument.Create(us, contacts: null, Now, TimeSpan.FromDays(1));
        if (!ServiceProviderMetadata.TryRead(ours, MetadataTrust.Pinned([OurCertificate]), Now, out var provider, out _)
            || !EidasIdentifier.TryParse("ES/EL/02635542Y", out var identifier))
        {
            throw new InvalidOperationException("Our own metadata or identifier cannot be read.");
        }

        var request = new ReceivedAuthnRequest
        {
            Id = RequestId,
            ServiceProvider = provider,
            AssertionConsumerService = Consumer,
            Demand = AuthnContextDemand.Minimum(AssuranceLevel.Substantial),
            Attributes = [],
            SpType = SpType.Public,
            NameIdFormat = Eidas.Saml.NameIdFormat.Persistent,
        };
        var authentication = new Authentication
        {
            Subject = new EidasNaturalPerson(identifier, new TransliteratedText("Garcia"), new TransliteratedText("Carmen"), new DateOnly(1980, 2, 29)),
            LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.High),
        };
        return IssuedResponse.Success(node, request, authentication, Now).Xml.ToArray();
    }

    private byte[] MakePlain()
    {
        var document = XmlOutput.ToDocument(XElement.Parse(PlainText(), LoadOptions.PreserveWhitespace));
        EnvelopedSigner.Sign(
            document.DocumentElement!, "ID", new SigningKey(NodeCertificate, SignatureAlgorithm.RsaPkcs1Sha256), after: document.DocumentElement!.FirstChild);
        return XmlOutput.ToBytes(document);
    }

    private string PlainText()
    {
        string At(double minutes) => Now.AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var attributes = new StringBuilder();
        foreach (var (name, value) in new[]
        {
            ("PersonIdentifier", "ES/EL/02635542Y"), ("CurrentFamilyName", "Garcia"), ("CurrentGivenName", "Carmen"), ("DateOfBirth", "1980-02-29"),
        })
        {
            attributes.Append(CultureInfo.InvariantCulture, $"""<saml:Attribute FriendlyName="{name}" Name="http://eidas.europa.eu/attributes/naturalperson/{name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>""");
        }

        return
            $"""
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" InResponseTo="{RequestId}" Version="2.0" IssueInstant="{At(0)}" Destination="{Consumer}"><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_assertion" Version="2.0" IssueInstant="{At(0)}"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">not-the-identity</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="{RequestId}" NotOnOrAfter="{At(5)}" Recipient="{Consumer}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{At(-1)}" NotOnOrAfter="{At(5)}"><saml:AudienceRestriction><saml:Audience>{EntityId}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{At(0)}" SessionIndex="_session"><saml:AuthnContext><saml:AuthnContextClassRef>http://eidas.europa.eu/LoA/high</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion></samlp:Response>
            """;
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(KeySize);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
