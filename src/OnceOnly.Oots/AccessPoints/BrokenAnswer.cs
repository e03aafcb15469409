// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>An answer from a verified sender that breaks rules, so that nothing of it may be used but to end the exchange it belongs to.</summary>
/// <param name="MessageId">Transport id.</param>
/// <param name="Party">The access point it came from; it may end only exchanges with itself.</param>
/// <param name="Rules">Ids of the rules it breaks, or other reasons; no content.</param>
public sealed record BrokenAnswer(string MessageId, SchemedIdentifier Party, IReadOnlyList<string> Rules)
{
    /// <summary>The request it names, as it stands; null when it names none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Transport id of the message it says it answers.</summary>
    public string? RefToMessageId { get; init; }

    /// <summary>What the law's log says of it.</summary>
    public required LoggedMessage Log { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>From the header; from 2.0.</summary>
    public string? ExchangeId { get; init; }
}
