// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>One choice that a connector gives: whose citizens.</summary>
/// <param name="Connector">Who is asked.</param>
/// <param name="Country">Whose citizens log in; null when they say so there.</param>
internal sealed record OidcChoice(OidcConnector Connector, string? Country)
{
    /// <summary>What the log-in page shows. Its identifier changes neither with the order nor with the number of countries.</summary>
    public EidOption Option => new(
        Connector.Options.Countries.Count > 0 && Country is not null ? $"{Connector.Id}.{Country}" : Connector.Id,
        Country,
        Connector.Options.Name,
        Connector.Options.HighestLevel);

    /// <summary>Every choice of a connector.</summary>
    public static IEnumerable<OidcChoice> Of(OidcConnector connector)
    {
        string?[] countries = connector.Options is { Countries.Count: > 0, CountryParameter: null } ? [null] : [.. connector.Options.Origins];
        return countries.Select(country => new OidcChoice(connector, country));
    }
}
