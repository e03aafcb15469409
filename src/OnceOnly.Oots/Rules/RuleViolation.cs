// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Rules;

/// <summary>One rule broken at one place.</summary>
/// <param name="Id">As published, for example <c>R-EDM-REQ-C015</c>.</param>
/// <param name="Severity">Whether it refuses the message.</param>
/// <param name="Location">Element names and slot names on the way from the root; no content, so no personal data.</param>
public sealed record RuleViolation(string Id, RuleSeverity Severity, string Location);
