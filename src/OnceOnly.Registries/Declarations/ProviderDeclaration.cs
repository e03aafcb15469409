// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Registries.Calls;
using OnceOnly.Registries.Configuration;

namespace OnceOnly.Registries.Declarations;

internal sealed record ProviderDeclaration(
    string Id,
    LocalizedTexts Names,
    string Country,
    Uri BaseAddress,
    Credentials Credentials,
    Resilience Resilience,
    long MaximumDocumentBytes,
    IReadOnlyDictionary<string, EvidenceDeclaration> Evidence)
{
    private const long SmallestLimit = 1024;
    private const long LargestLimit = 1024L * 1024 * 1024;

    public static ProviderDeclaration Read(string id, ProviderOptions options, RegistriesOptions all, Problems problems)
    {
        problems.At("Country").AddUnless(
            options.Country is { Length: 2 } country && country.All(char.IsAsciiLetterUpper), "must be a country code of two capitals, such as EL.");
        problems.At("MaximumDocumentBytes").AddUnless(
            options.MaximumDocumentBytes is >= SmallestLimit and <= LargestLimit, $"must be from {SmallestLimit} to {LargestLimit}.");
        problems.At("Evidence").AddUnless(options.Evidence.Count > 0, "must name at least one evidence type.");

        var evidence = new Dictionary<string, EvidenceDeclaration>(StringComparer.Ordinal);
        foreach (var (type, declared) in options.Evidence)
        {
            var at = problems.At("Evidence").At(type);
            if (!all.EvidenceTypes.TryGetValue(type, out var evidenceType))
            {
                at.Add($"is not under {RegistriesOptions.Section}:EvidenceTypes.");
            }
            else if (evidenceType.Subject is { } subject && EvidenceDeclaration.Read(declared, subject, at) is { } read)
            {
                evidence[type] = read;
            }
        }

        return new ProviderDeclaration(
            id,
            Texts.Read(options.Names, problems.At("Names")),
            options.Country ?? string.Empty,
            SafeAddress.Read(options.BaseAddress, problems.At("BaseAddress")),
            Credentials.Read(options, problems),
            Resilience.Read(options, problems),
            options.MaximumDocumentBytes,
            evidence);
    }
}
