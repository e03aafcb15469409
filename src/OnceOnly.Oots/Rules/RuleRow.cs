// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>One line of the table of rules: a published rule as it stands in some versions.</summary>
/// <param name="Id">As published.</param>
/// <param name="Versions">Versions it is judged in with this severity.</param>
/// <param name="Severity">What a violation means.</param>
/// <param name="IsChecked">False for rules we know of and do not check.</param>
/// <param name="Meaning">What it asks, in our words; for an unchecked one also why.</param>
/// <param name="Test">Where the tests break it; empty for an unchecked one.</param>
public sealed record RuleRow(
    string Id,
    IReadOnlySet<EdmVersion> Versions,
    RuleSeverity Severity,
    bool IsChecked,
    string Meaning,
    string Test);
