// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery;

/// <summary>Namespaces and fixed values of SOAP 1.2, ebMS 3.0, AS4 and WS-Security.</summary>
public static class EbmsNames
{
    public const string Soap = "http://www.w3.org/2003/05/soap-envelope";
    public const string Ebms = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    public const string Signals = "http://docs.oasis-open.org/ebxml-bp/ebbp-signals-2.0";

    public const string SecurityExtension = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public const string SecurityExtension11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    public const string SecurityUtility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    /// <summary>What a part property CompressionType says, and the MIME type of a compressed part (AS4 §3.1).</summary>
    public const string Gzip = "application/gzip";

    public const string SoapMediaType = "application/soap+xml";

    internal const string Base64Binary = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    internal const string X509Token = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    internal const string EncryptedKeyToken = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#EncryptedKey";

    private const string Attachments = "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#";

    /// <summary>The octets of a part without its MIME headers (SwA profile 1.1 §5.4.2).</summary>
    internal const string AttachmentContentSignature = Attachments + "Attachment-Content-Signature-Transform";
    internal const string AttachmentContentOnly = Attachments + "Attachment-Content-Only";
    internal const string AttachmentCiphertext = Attachments + "Attachment-Ciphertext-Transform";
}
