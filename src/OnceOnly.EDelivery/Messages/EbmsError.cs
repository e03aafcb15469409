// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>One error of ebMS 3.0 §6.7 or AS4 §3.1, §3.2.</summary>
/// <param name="Code">For example <c>EBMS:0103</c>.</param>
/// <param name="ShortDescription">The name the specification gives it.</param>
/// <param name="Category">Where it arose.</param>
/// <param name="Origin">The module that found it: <c>ebMS</c>, <c>security</c> or <c>reliability</c>.</param>
public sealed record EbmsError(string Code, string ShortDescription, string Category, string Origin)
{
    public static EbmsError ValueNotRecognized { get; } = new("EBMS:0001", "ValueNotRecognized", "Content", "ebMS");

    public static EbmsError ValueInconsistent { get; } = new("EBMS:0003", "ValueInconsistent", "Content", "ebMS");

    public static EbmsError Other { get; } = new("EBMS:0004", "Other", "Content", "ebMS");

    public static EbmsError ConnectionFailure { get; } = new("EBMS:0005", "ConnectionFailure", "Communication", "ebMS");

    public static EbmsError MimeInconsistency { get; } = new("EBMS:0007", "MimeInconsistency", "Unpackaging", "ebMS");

    public static EbmsError FeatureNotSupported { get; } = new("EBMS:0008", "FeatureNotSupported", "Unpackaging", "ebMS");

    public static EbmsError InvalidHeader { get; } = new("EBMS:0009", "InvalidHeader", "Unpackaging", "ebMS");

    public static EbmsError ProcessingModeMismatch { get; } = new("EBMS:0010", "ProcessingModeMismatch", "Processing", "ebMS");

    public static EbmsError ExternalPayloadError { get; } = new("EBMS:0011", "ExternalPayloadError", "Content", "ebMS");

    public static EbmsError FailedAuthentication { get; } = new("EBMS:0101", "FailedAuthentication", "Processing", "security");

    public static EbmsError FailedDecryption { get; } = new("EBMS:0102", "FailedDecryption", "Processing", "security");

    public static EbmsError PolicyNoncompliance { get; } = new("EBMS:0103", "PolicyNoncompliance", "Processing", "security");

    public static EbmsError DeliveryFailure { get; } = new("EBMS:0202", "DeliveryFailure", "Communication", "reliability");

    public static EbmsError MissingReceipt { get; } = new("EBMS:0301", "MissingReceipt", "Communication", "reliability");

    public static EbmsError InvalidReceipt { get; } = new("EBMS:0302", "InvalidReceipt", "Communication", "reliability");

    public static EbmsError DecompressionFailure { get; } = new("EBMS:0303", "DecompressionFailure", "Communication", "ebMS");
}
