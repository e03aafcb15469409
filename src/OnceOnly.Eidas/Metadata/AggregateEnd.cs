// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Metadata;

/// <summary>The <c>validUntil</c> of the signed lists an entity was taken from, the outermost first.</summary>
internal sealed record AggregateEnd(IReadOnlyList<string> ValidUntil);
