// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Registries.Configuration;

namespace OnceOnly.Registries.Declarations;

internal static class EvidenceTypeCheck
{
    public static void Check(EvidenceTypeOptions evidenceType, RegistriesOptions options, Problems problems)
    {
        Texts.Read(evidenceType.Titles, problems.At("Titles"));
        problems.At("Subject").AddUnless(evidenceType.Subject is not null, "is missing. Make it NaturalPerson or LegalPerson.");
        problems.At("LevelOfAssurance").AddUnless(
            evidenceType.LevelOfAssurance is not null, "is missing. Make it Low, Substantial or High.");
        problems.At("Requirements").AddUnless(evidenceType.Requirements.Count > 0, "must name at least one requirement.");
        foreach (var requirement in evidenceType.Requirements.Where(name => !options.Requirements.ContainsKey(name)))
        {
            problems.At("Requirements").Add($"names {requirement}, which is not under {RegistriesOptions.Section}:Requirements.");
        }
    }
}
