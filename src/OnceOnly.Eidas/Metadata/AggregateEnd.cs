// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Metadata;

/// <summary>The <c>validUntil</c> of the lists an entity was taken from.</summary>
/// <param name="ValidUntil">The outermost first, as they stand there; none where a list has none.</param>
public sealed record AggregateEnd(IReadOnlyList<string> ValidUntil);
