// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>A question by which a provider is found, for example where the citizen studied.</summary>
/// <param name="Id">Names the answer.</param>
/// <param name="Texts">The question.</param>
/// <param name="IsYesNo">The answer is <c>true</c> or <c>false</c>.</param>
/// <param name="CodeList">Where the possible answers are listed; null for any text.</param>
public sealed record FindingQuestion(string Id, LocalizedTexts Texts, bool IsYesNo, string? CodeList);
