// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Mime;

/// <summary>Why a multipart message was not taken apart.</summary>
public enum MimeFault
{
    None,

    /// <summary>The content type is neither SOAP nor multipart/related, or has no usable boundary.</summary>
    ContentType,

    /// <summary>No opening or no closing delimiter: the message is cut off, or something else.</summary>
    Truncated,

    /// <summary>Header lines that are malformed, too long, too many, or say the same thing twice.</summary>
    Headers,

    /// <summary>More parts than the limits allow.</summary>
    TooManyParts,

    /// <summary>A part that is itself multipart.</summary>
    Nested,

    /// <summary>A transfer encoding other than 7bit, 8bit, binary and base64, or base64 that is none.</summary>
    TransferEncoding,

    /// <summary>Two parts carry one Content-ID, or a part carries none.</summary>
    ContentId,
}
