// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Catalogue;

/// <summary>What the configured registries offer.</summary>
internal sealed class ConfiguredCatalogue(RegistriesOptions options, RegistryDeclarations declarations) : IEvidenceCatalogue
{
    private readonly List<EvidenceOffer> offers = [.. declarations.Providers.Values.SelectMany(provider => OffersOf(provider, options))];

    public ValueTask<IReadOnlyList<EvidenceOffer>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        IReadOnlyList<EvidenceOffer> found = offers.FindAll(offer =>
            offer.Requirements.Any(requirement => Is(requirement, query.Requirement) && IsFor(requirement, query.Procedure))
            && Is(offer.EvidenceType, query.EvidenceType)
            && Is(offer.Provider, query.Provider)
            && Is(offer.Country, query.Country));
        return ValueTask.FromResult(found);
    }

    private static bool Is(string value, string? wanted) => wanted is null || string.Equals(value, wanted, StringComparison.Ordinal);

    private static IEnumerable<EvidenceOffer> OffersOf(ProviderDeclaration provider, RegistriesOptions options) =>
        from declared in provider.Evidence
        let type = options.EvidenceTypes[declared.Key]
        select new EvidenceOffer(
            declared.Key,
            new LocalizedTexts(type.Titles),
            provider.Id,
            provider.Names,
            provider.Country,
            [.. type.Requirements.SelectMany(requirement => options.Requirements[requirement].Procedures).Distinct(StringComparer.Ordinal)],
            type.Requirements,
            declared.Value.Subject,
            type.LevelOfAssurance!.Value,
            [.. declared.Value.Delivered.Select(document => document.MediaType).Distinct(StringComparer.Ordinal)],
            declared.Value.Preview,
            declared.Value.Reuse);

    private bool IsFor(string requirement, string procedure) =>
        options.Requirements[requirement].Procedures.Contains(procedure, StringComparer.Ordinal);
}
