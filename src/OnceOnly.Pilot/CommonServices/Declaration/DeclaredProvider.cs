// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.CommonServices.Declaration;

/// <summary>An authority that issues evidence.</summary>
/// <param name="Scheme">Scheme of its identifier.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Country">Where it is.</param>
/// <param name="Names">By language.</param>
internal sealed record DeclaredProvider(string Scheme, string Id, string Country, IReadOnlyDictionary<string, string> Names);
