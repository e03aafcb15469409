// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>What to ask for.</summary>
/// <param name="EvidenceType">One evidence type of the explicit request.</param>
/// <param name="ReturnUri">Registered address to which the browser comes back after an interaction.</param>
/// <param name="State">Comes back with it.</param>
public sealed record EvidenceAsk(string EvidenceType, Uri ReturnUri, string State);
