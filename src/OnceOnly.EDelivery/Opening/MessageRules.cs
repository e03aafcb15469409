// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Opening;

/// <summary>All rules, in the order they are checked.</summary>
public static class MessageRules
{
    public static MessageRule Size { get; } =
        new("message-size", "The message is no larger than is taken.", EbmsError.FeatureNotSupported);

    public static MessageRule Mime { get; } =
        new("mime", "The message is a SOAP envelope, or multipart/related with one; its parts are told apart by Content-ID.", EbmsError.MimeInconsistency);

    public static MessageRule Envelope { get; } =
        new("envelope", "The envelope is SOAP 1.2 without a document type, with one Messaging and one body.", EbmsError.InvalidHeader);

    public static MessageRule Header { get; } =
        new("messaging-header", "Messaging holds one complete user message or one signal.", EbmsError.InvalidHeader);

    public static MessageRule ProcessingMode { get; } =
        new("processing-mode", "Parties, roles, service, action and agreement are agreed, letter by letter.", EbmsError.ProcessingModeMismatch);

    public static MessageRule Security { get; } =
        new("security-header", "There is one Security header with one signature and nothing unknown.", EbmsError.PolicyNoncompliance);

    public static MessageRule EmptyBody { get; } =
        new("body-empty", "The payload is in parts of its own, so the body of a user message is empty.", EbmsError.FeatureNotSupported);

    public static MessageRule SignatureAlgorithm { get; } =
        new("signature-algorithm", "Signature, digests and transforms are those of the profile.", EbmsError.PolicyNoncompliance);

    public static MessageRule Signer { get; } =
        new("signer-trusted", "A key trusted for the sender made the signature, over the references as they stand.", EbmsError.FailedAuthentication);

    public static MessageRule SignerPeriod { get; } =
        new("signer-certificate-period", "The signer's certificate is within its period of validity.", EbmsError.FailedAuthentication);

    public static MessageRule CoversHeader { get; } =
        new("signature-covers-header", "The signature covers the Messaging header once, unaltered.", EbmsError.FailedAuthentication);

    public static MessageRule CoversBody { get; } =
        new("signature-covers-body", "The signature covers the body once, unaltered.", EbmsError.FailedAuthentication);

    public static MessageRule CoversParts { get; } =
        new("signature-covers-parts", "The signature covers every attachment once, unaltered.", EbmsError.FailedAuthentication);

    public static MessageRule CoversNothingElse { get; } =
        new("signature-covers-nothing-else", "The signature refers to nothing but header, body, attachments and the security tokens.", EbmsError.PolicyNoncompliance);

    public static MessageRule PartsMatch { get; } =
        new("parts-match-header", "The header names every attachment once, and no other.", EbmsError.ValueInconsistent);

    public static MessageRule Encrypted { get; } =
        new("parts-encrypted", "Every attachment is encrypted, with the algorithms of the profile.", EbmsError.PolicyNoncompliance);

    public static MessageRule Decryption { get; } =
        new("decryption", "The attachments open with our key.", EbmsError.FailedDecryption);

    public static MessageRule Decompression { get; } =
        new("decompression", "Compressed parts are sound gzip and say what they were.", EbmsError.DecompressionFailure);

    public static MessageRule PayloadSize { get; } =
        new("payload-size", "The parts are together no larger than is taken.", EbmsError.FeatureNotSupported);

    public static MessageRule Timestamp { get; } =
        new("message-timestamp", "The message was made lately, by a clock like ours.", EbmsError.Other);

    public static MessageRule Identifier { get; } =
        new("message-id-unique", "An identifier stays with one message: its sender has not used it for another.", EbmsError.ValueInconsistent);

    public static IReadOnlyList<MessageRule> All { get; } =
    [
        Size, Mime, Envelope, Header, ProcessingMode, Security, EmptyBody, SignatureAlgorithm, Signer, SignerPeriod, CoversHeader, CoversBody, CoversParts,
        CoversNothingElse, PartsMatch, Encrypted, Decryption, Decompression, PayloadSize, Timestamp,
        Identifier,
    ];
}
