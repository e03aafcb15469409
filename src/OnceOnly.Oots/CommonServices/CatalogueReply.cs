// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.CommonServices.Signatures;

namespace OnceOnly.Oots.CommonServices;

/// <summary>What came of asking a common service.</summary>
/// <param name="Answer">Null when there is none, fresh or stale.</param>
/// <param name="AsOf">When the answer was fetched.</param>
/// <param name="IsStale">It outlived its lifetime and is served because the service cannot be asked.</param>
public sealed record CatalogueReply(CatalogueAnswer? Answer, DateTimeOffset AsOf, bool IsStale)
{
    /// <summary>Not <see cref="CatalogueFault.None"/> when the last answer was not believed.</summary>
    public CatalogueFault Seal { get; init; }
}
