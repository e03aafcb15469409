// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Portal.Languages;

namespace OnceOnly.Gateway.Portal;

/// <summary>What citizens call things, in the language of the page.</summary>
internal sealed class CitizenNames(IStringLocalizer<Texts> texts)
{
    public static string Of(LocalizedTexts names) => names.In(PortalLanguages.Current);

    public static string OfService(EService service) => Of(service.Names) is { Length: > 0 } name ? name : service.ClientId;

    public string OfProcedure(string code) => texts["procedure." + code] is { ResourceNotFound: false } name ? name : code;

    public string OfLevel(LevelOfAssurance level) => texts["level." + level.ToString().ToLowerInvariant()];

    /// <summary>
    /// Country name from the platform's tables, which know all our languages. They give it in the language of a locale:
    /// asked for "Greek as spoken in Finland" they answer with the Greek name of Finland. eIDAS says EL where ISO says GR.
    /// </summary>
    public static string OfCountry(string code)
    {
        try
        {
            return new RegionInfo($"{PortalLanguages.Current}-{(code == "EL" ? "GR" : code)}").NativeName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    public static string OfPerson(Person person) => person switch
    {
        NaturalPerson natural => WithOriginal($"{natural.GivenName} {natural.FamilyName}", $"{natural.OriginalGivenName} {natural.OriginalFamilyName}"),
        LegalPerson legal => WithOriginal(legal.LegalName, legal.OriginalLegalName),
        _ => throw new ArgumentOutOfRangeException(nameof(person)),
    };

    private static string WithOriginal(string latin, string? original) =>
        string.IsNullOrWhiteSpace(original) || original.Trim() == latin ? latin : $"{latin} ({original.Trim()})";
}
