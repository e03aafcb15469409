// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>A rule that was broken.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Detail">How, without any personal data; null when the rule says it all.</param>
public sealed record RuleFailure(ResponseRule Rule, string? Detail);
