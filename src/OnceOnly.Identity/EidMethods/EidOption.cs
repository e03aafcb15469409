// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods;

/// <summary>One choice on the log-in page.</summary>
/// <param name="Id">Unique within the method, for example the country code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code (Greece is <c>EL</c>); null where the citizen chooses the country at the eID.</param>
/// <param name="Name">Name of the eID scheme, when it says more than the country does; there is one where there is no country.</param>
/// <param name="HighestLevel">The best level it can reach; options below the level needed are not offered.</param>
public sealed record EidOption(string Id, string? Country, string? Name, LevelOfAssurance HighestLevel);
