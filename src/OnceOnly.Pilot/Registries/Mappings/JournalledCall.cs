// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>A call that a registry got.</summary>
/// <param name="Path">As it came, without query.</param>
/// <param name="CorrelationId">What <c>X-Correlation-ID</c> said: the exchange.</param>
public sealed record JournalledCall(string Path, string? CorrelationId);
