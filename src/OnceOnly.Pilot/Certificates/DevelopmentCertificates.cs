// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Certificates;

/// <summary>All keys and certificates of the pilot world, in one folder.</summary>
public sealed class DevelopmentCertificates
{
    internal DevelopmentCertificates(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The certificate that clients trust.</summary>
    public CertificateFile Authority => At("ca");

    /// <summary>TLS of the gateway, <c>localhost</c>.</summary>
    public CertificateFile GatewayTls => At("gateway-tls");

    /// <summary>TLS of the origin at which the gateway shows documents from outside, <c>127.0.0.1</c>.</summary>
    public CertificateFile DocumentsTls => At("documents-tls");

    /// <summary>TLS of the eIDAS node, <c>127.0.0.1</c>.</summary>
    public CertificateFile NodeTls => At("node-tls");

    /// <summary>TLS of the sample e-services, <c>[::1]</c>; <c>127.0.0.2</c> where there is no IPv6.</summary>
    public CertificateFile EServicesTls => At("eservices-tls");

    /// <summary>TLS of a listener that waits for the browser on behalf of a program at a shell, <c>127.0.0.1</c>.</summary>
    public CertificateFile CallbackTls => At("callback-tls");

    /// <summary>Signs the gateway's SAML requests (RSA-PSS).</summary>
    public CertificateFile GatewaySamlRsa => At("gateway-saml-rsa");

    /// <summary>Signs the gateway's SAML requests (ECDSA).</summary>
    public CertificateFile GatewaySamlEc => At("gateway-saml-ec");

    /// <summary>Decrypts what eIDAS nodes send to the gateway (RSA).</summary>
    public CertificateFile GatewaySamlEncryption => At("gateway-saml-encryption");

    /// <summary>Signs the gateway's SAML metadata.</summary>
    public CertificateFile GatewaySamlMetadata => At("gateway-saml-metadata");

    /// <summary>Signs the answers of the node's countries that use RSA-PSS.</summary>
    public CertificateFile NodeSamlRsa => At("node-saml-rsa");

    /// <summary>Signs the answers of the node's countries that use ECDSA.</summary>
    public CertificateFile NodeSamlEc => At("node-saml-ec");

    /// <summary>Signs the node's metadata; this is what the gateway pins.</summary>
    public CertificateFile NodeSamlMetadata => At("node-saml-metadata");

    /// <summary>Keys of an e-service or of a person at a shell, by client identifier.</summary>
    public ClientKeys Client(string clientId) => new(At(clientId), Path.Combine(Folder, clientId + ".jwks.json"));

    internal CertificateFile At(string name) => CertificateFile.In(Folder, name);
}
