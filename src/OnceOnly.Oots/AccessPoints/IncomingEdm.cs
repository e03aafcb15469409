// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>A message from another Member State: its sender is verified, it keeps every rule, header and message agree.</summary>
/// <param name="MessageId">Transport id.</param>
/// <param name="Envelope">With the party it came from.</param>
/// <param name="SentAt">The sender's time stamp; time limits count from it.</param>
/// <param name="Document">As it came.</param>
/// <param name="Message">What it says.</param>
/// <param name="Documents">The documents beside it; read them before the handler returns.</param>
public sealed record IncomingEdm(
    string MessageId,
    EdmEnvelope Envelope,
    DateTimeOffset SentAt,
    EdmDocument Document,
    EdmMessage Message,
    IReadOnlyList<DocumentPart> Documents)
{
    /// <summary>Transport id of the message it says it answers; null when it says none.</summary>
    public string? RefToMessageId { get; init; }
}
