// SPDX-License-Identifier: EUPL-1.2

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
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        return (!asked.TryGetValue("requirement-id", out var requirement) || answer.Requirements.All(found => found.Identifier == requirement))
            && (!asked.TryGetValue("evidence-type-classification", out var type) || answer.DataServices.All(found => found.Classification == type))
            && (!asked.TryGetValue("procedure-id", out var procedure) || answer.Requirements.All(found => IsOf(found, procedure)));
    }

    private static bool IsOf(CatalogueRequirement requirement, string procedure) =>
        requirement.Procedures.Count == 0
        || requirement.Procedures.Any(found => found.Procedure == procedure || found.Identifier == procedure || found.Procedure is null);
}
