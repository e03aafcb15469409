// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.CommonServices.Queries;

namespace OnceOnly.Oots.CommonServices.Answers;

/// <summary>
/// Whether an answer is about what was asked. Its seal says who signed it, not to which question: somebody in between could hand out
/// the sealed answer to another one.
/// </summary>
internal static class AnsweredQuestion
{
    /// <param name="query">As it was asked.</param>
    /// <param name="answer">What came; an error is about nothing that could be compared.</param>
    public static bool Is(string query, CatalogueAnswer answer)
    {
        var asked = query.Split('?', 2)[^1].Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        return IsOfKind(asked.GetValueOrDefault("queryId", string.Empty), answer)
            && (!asked.TryGetValue("requirement-id", out var requirement) || answer.Requirements.All(found => found.Identifier == requirement))
            && (!asked.TryGetValue("evidence-type-classification", out var type) || answer.DataServices.All(found => found.Classification == type))
            && (type is null || !asked.TryGetValue("country-code", out var country) || answer.DataServices.All(found => IsIn(found, country)))
            && (!asked.TryGetValue("procedure-id", out var procedure) || answer.Requirements.All(found => IsOf(found, procedure)));
    }

    private static bool IsOfKind(string query, CatalogueAnswer answer) =>
        !answer.IsSuccess || answer.IsDeclaredEmpty || query.Split(':')[^1] switch
        {
            CatalogueQuery.DataServicesName => answer.DataServices.Count > 0 && answer.Requirements.Count == 0,
            CatalogueQuery.RequirementsName or CatalogueQuery.EvidenceTypesName => answer.Requirements.Count > 0 && answer.DataServices.Count == 0,
            _ => true,
        };

    // An authority may have its seat abroad; a record of which every provider has is another country's.
    private static bool IsIn(DataService service, string country) =>
        service.AccessServices.Count == 0
        || service.AccessServices.Any(access => access.Provider.Address is not { Country: { Length: > 0 } stated } || stated.Equals(country, StringComparison.OrdinalIgnoreCase));

    private static bool IsOf(CatalogueRequirement requirement, string procedure) =>
        requirement.Procedures.Count == 0
        || requirement.Procedures.Any(found => found.Procedure == procedure || found.Identifier == procedure || found.Procedure is null);
}
