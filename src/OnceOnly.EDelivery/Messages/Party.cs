// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>Who sends or receives, and as what.</summary>
/// <param name="Id">The only identifier; ebMS allows several, the profile uses one.</param>
/// <param name="Role">URI of the role.</param>
public sealed record Party(PartyId Id, string Role);
