// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Attributes;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>One choice that a connector gives: whose citizens, and whether somebody acts for a company.</summary>
/// <param name="Connector">Who is asked.</param>
/// <param name="Country">Whose citizens log in; null when they say so there.</param>
/// <param name="DataSet">Whose data set is asked for, a natural or a legal person's.</param>
internal sealed record ConnectorChoice(Connector Connector, string? Country, AttributeSet DataSet)
{
    private const string LegalPersonSuffix = ".legal";

    /// <summary>What the log-in page shows. Its identifier changes neither with the order nor with the number of countries.</summary>
    public EidOption Option
    {
        get
        {
            var options = Connector.Options;
            var ofCountry = options.Countries.Count > 0 && Country is not null ? $"{Connector.Id}.{Country}" : Connector.Id;
            return DataSet == AttributeSet.LegalPerson
                ? new EidOption(ofCountry + LegalPersonSuffix, Country, options.LegalPersonName, options.HighestLevel)
                : new EidOption(ofCountry, Country, options.Name, options.HighestLevel);
        }
    }

    /// <summary>Fields or query parameters that go beside the request.</summary>
    public IReadOnlyDictionary<string, string> FieldsBesideRequest => Connector.Options.Profile is { CountryField: { } name } profile
        ? new Dictionary<string, string>(profile.FormFields, StringComparer.Ordinal) { [name] = Country! }
        : Connector.Options.Profile.FormFields;

    /// <summary>Every choice of a connector.</summary>
    public static IEnumerable<ConnectorChoice> Of(Connector connector)
    {
        var options = connector.Options;
        string?[] countries = options.Countries.Count > 0 && options.Profile.CountryField is null ? [null] : [.. options.Origins];
        return
            from country in countries
            from set in options.LegalPersonName is null
                ? [AttributeSet.NaturalPerson]
                : new[] { AttributeSet.NaturalPerson, AttributeSet.LegalPerson }
            select new ConnectorChoice(connector, country, set);
    }
}
