// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Between a connector's names of levels and ours.</summary>
internal static class OidcLevels
{
    /// <summary>The values to ask for, the lowest level first.</summary>
    public static IEnumerable<string> Asked(OidcConnector connector, LevelOfAssurance minimum) => Names(connector)
        .Where(name => name.Level >= minimum && name.Level <= connector.Options.HighestLevel)
        .Select(name => name.Acr)
        .Take(connector.Options.AcrValues switch { OidcAcrValues.All => int.MaxValue, OidcAcrValues.Minimum => 1, _ => 0 });

    /// <summary>The level a value means; null for one that means nothing, or more than the connector can reach.</summary>
    public static LevelOfAssurance? Read(OidcConnector connector, string? acr) => Names(connector)
        .Where(name => name.Acr == acr && name.Level <= connector.Options.HighestLevel)
        .Select(name => (LevelOfAssurance?)name.Level)
        .FirstOrDefault();

    private static IEnumerable<(string Acr, LevelOfAssurance Level)> Names(OidcConnector connector) => Enum.GetValues<LevelOfAssurance>()
        .Order()
        .SelectMany(level => connector.Options.Levels.Count == 0
            ? [(AssuranceLevelUri.Of((AssuranceLevel)level), level)]
            : connector.Options.Levels.GetValueOrDefault(level, []).Select(acr => (acr, level)));
}
