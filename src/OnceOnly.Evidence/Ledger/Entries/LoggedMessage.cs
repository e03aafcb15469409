// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>
/// What is kept of a message that crosses a border (Implementing Regulation (EU) 2022/1463, Article 17), beside the message
/// itself, which is among the personal fields. Never the evidence.
/// </summary>
/// <param name="Action"><c>request</c>, <c>response</c> or <c>error</c>.</param>
/// <param name="Version">Version of the data model.</param>
/// <param name="Party">The other access point.</param>
/// <param name="OriginalSender">The authority that sends.</param>
/// <param name="FinalRecipient">The authority it is for.</param>
public sealed record LoggedMessage(string Action, string Version, string Party, string OriginalSender, string FinalRecipient)
{
    /// <summary>Transport id; null while the message has none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Transport id of the message it answers.</summary>
    public string? RefToMessageId { get; init; }

    public string? ConversationId { get; init; }

    public string? ExchangeId { get; init; }

    public string? RequestId { get; init; }

    public string? ResponseId { get; init; }

    /// <summary>Codes of the errors it reports.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    public IReadOnlyList<string>? Requirements { get; init; }

    /// <summary>The sender's time stamp.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
