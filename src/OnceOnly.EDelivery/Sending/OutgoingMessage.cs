// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Sending;

/// <summary>A message in the outbox, without its octets.</summary>
/// <param name="MessageId">Its identifier.</param>
/// <param name="Recipient">Whom it is for.</param>
/// <param name="ContentType">Of the octets.</param>
/// <param name="SignedParts">What a receipt must repeat.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record OutgoingMessage(
    string MessageId, PartyId Recipient, string ContentType, IReadOnlyList<AcknowledgedPart> SignedParts, DateTimeOffset CreatedAt)
{
    /// <summary>Attempts so far; a store may forget them with the process.</summary>
    public int Attempts { get; init; }
}
