// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;

namespace OnceOnly.Eidas.Saml;

/// <summary>Namespaces and URIs of SAML 2.0 and its eIDAS profile.</summary>
public static class SamlNames
{
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
    public const string MetadataAttributes = "urn:oasis:names:tc:SAML:metadata:attribute";
    public const string AlgorithmSupport = "urn:oasis:names:tc:SAML:metadata:algsupport";
    public const string EidasExtensions = "http://eidas.europa.eu/saml-extensions";

    public const string HttpPost = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    public const string HttpRedirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    public const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    public const string AttributeNameUri = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
    public const string EntityFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    public const string AssuranceCertification = "urn:oasis:names:tc:SAML:attribute:assurance-certification";
    public const string EntityCategory = "http://macedir.org/entity-category";
    public const string RequesterIdWanted = "http://eidas.europa.eu/entity-attributes/termsofaccess/requesterid";
    public const string ProtocolVersion = "http://eidas.europa.eu/entity-attributes/protocol-version";
    public const string ApplicationIdentifier = "http://eidas.europa.eu/entity-attributes/application-identifier";

    public static readonly XNamespace Samlp = Protocol;
    public static readonly XNamespace Saml = Assertion;
    public static readonly XNamespace Md = Metadata;
    public static readonly XNamespace MdAttr = MetadataAttributes;
    public static readonly XNamespace Alg = AlgorithmSupport;
    public static readonly XNamespace Eidas = EidasExtensions;
}
