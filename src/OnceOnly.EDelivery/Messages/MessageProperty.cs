// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>A property of a message or of a part.</summary>
public sealed record MessageProperty(string Name, string Value, string? Type = null)
{
    /// <summary>The first corner: who speaks through the sending access point.</summary>
    public const string OriginalSender = "originalSender";

    /// <summary>The fourth corner: whom it is for behind the receiving access point.</summary>
    public const string FinalRecipient = "finalRecipient";

    public const string MimeType = "MimeType";
    public const string CompressionType = "CompressionType";
    public const string CharacterSet = "CharacterSet";
}
