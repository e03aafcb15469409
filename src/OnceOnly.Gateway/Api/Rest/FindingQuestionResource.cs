// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>A question by which a provider is found.</summary>
/// <param name="Id">Names the answer.</param>
/// <param name="Texts">The question, by language.</param>
/// <param name="YesNo">The answer is `true` or `false`.</param>
/// <param name="CodeList">Where the possible answers are listed; absent for any text.</param>
public sealed record FindingQuestionResource(string Id, IReadOnlyDictionary<string, string> Texts, bool YesNo, string? CodeList);
