// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>A message signed, encrypted and ready to be sent, as often as it takes.</summary>
/// <param name="Header">With the parts it came to have.</param>
/// <param name="Wire">The octets.</param>
/// <param name="SignedParts">What a receipt must repeat.</param>
public sealed record PackedMessage(UserMessage Header, WireMessage Wire, IReadOnlyList<AcknowledgedPart> SignedParts);
