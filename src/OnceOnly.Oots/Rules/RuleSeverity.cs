// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Rules;

/// <summary>What a violation means: published roles FATAL and ERROR refuse a message, WARNING and CAUTION do not.</summary>
public enum RuleSeverity
{
    Error,
    Warning,
}
