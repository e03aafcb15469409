// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>A message in the inbox, without its octets.</summary>
/// <param name="MessageId">Its identifier.</param>
/// <param name="From">Who sent it; identifiers of two senders are never compared.</param>
/// <param name="ContentType">Of the octets.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="Fingerprint">The same for every repetition, another for any other message.</param>
public sealed record IncomingMessage(string MessageId, PartyId From, string ContentType, DateTimeOffset ReceivedAt, string Fingerprint);
