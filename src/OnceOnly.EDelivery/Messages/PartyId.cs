// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>Name of an access point. Type and value are compared letter by letter.</summary>
/// <param name="Value">As published, for example <c>AP_FR_01</c>.</param>
/// <param name="Type">URI of the scheme, for example <c>urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots</c>.</param>
public sealed record PartyId(string Value, string? Type = null);
