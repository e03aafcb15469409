// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>A rule that was broken.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Detail">How, without any personal data; null when the rule says it all.</param>
/// <param name="IsLateness">Whether the same message would have kept it earlier.</param>
public sealed record RuleFailure(ResponseRule Rule, string? Detail, bool IsLateness = false);
