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

    /// <summary>Signs the home gateway's AS4 messages and reads what is encrypted to it; the key file holds the certificate too.</summary>
    public CertificateFile GatewayAs4 => At("gateway-as4");

    /// <summary>TLS of everything of the Finnish gateway: <c>finland.localhost</c> for citizens, <c>127.0.0.1</c> for the rest.</summary>
    public CertificateFile FinlandTls => At("finland-tls");

    /// <summary>Signs the Finnish gateway's SAML requests.</summary>
    public CertificateFile FinlandSamlEc => At("finland-saml-ec");

    /// <summary>Decrypts what eIDAS nodes send to the Finnish gateway.</summary>
    public CertificateFile FinlandSamlEncryption => At("finland-saml-encryption");

    /// <summary>Signs the Finnish gateway's SAML metadata.</summary>
    public CertificateFile FinlandSamlMetadata => At("finland-saml-metadata");

    /// <summary>The Finnish gateway's AS4 messages; the key file holds the certificate too.</summary>
    public CertificateFile FinlandAs4 => At("finland-as4");

    /// <summary>TLS of the common services, <c>127.0.0.1</c>.</summary>
    public CertificateFile CommonServicesTls => At("common-services-tls");

    /// <summary>Seals the answers of the common services; the CA issued it.</summary>
    public CertificateFile CommonServicesSeal => At("common-services-seal");

    /// <summary>Keys of an e-service or of a person at a shell, by client identifier.</summary>
    public ClientKeys Client(string clientId) => new(At(clientId), Path.Combine(Folder, clientId + ".jwks.json"));

    internal CertificateFile At(string name) => CertificateFile.In(Folder, name);
}
