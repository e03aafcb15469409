// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Registries.Configuration;

namespace OnceOnly.Registries.Declarations;

/// <summary>The configuration, read: whatever exists as a declaration makes sense.</summary>
internal sealed record RegistryDeclarations(IReadOnlyDictionary<string, ProviderDeclaration> Providers)
{
    /// <summary>Reads what can be read and reports everything that cannot.</summary>
    public static RegistryDeclarations Read(RegistriesOptions options, Problems problems)
    {
        foreach (var (id, requirement) in options.Requirements)
        {
            var at = problems.At("Requirements").At(id);
            Texts.Read(requirement.Titles, at.At("Titles"));
            at.At("Procedures").AddUnless(
                requirement.Procedures.Count > 0 && requirement.Procedures.TrueForAll(code => code.Length > 0),
                "must name at least one procedure.");
        }

        foreach (var (id, evidenceType) in options.EvidenceTypes)
        {
            EvidenceTypeCheck.Check(evidenceType, options, problems.At("EvidenceTypes").At(id));
        }

        var providers = new Dictionary<string, ProviderDeclaration>(StringComparer.Ordinal);
        foreach (var (id, provider) in options.Providers)
        {
            providers[id] = ProviderDeclaration.Read(id, provider, options, problems.At("Providers").At(id));
        }

        return new RegistryDeclarations(providers);
    }

    public static RegistryDeclarations Of(RegistriesOptions options) =>
        Read(options, new Problems(RegistriesOptions.Section, []));
}
