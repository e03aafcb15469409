// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>Narrows a way of checking to one of the two lines, for rules each line words differently.</summary>
internal static class RuleLines
{
    public static EdmRule ForLine1(this EdmRule rule) => rule with { In = version => version < EdmVersion.V20 };

    public static EdmRule ForLine2(this EdmRule rule) => rule with { In = version => version >= EdmVersion.V20 };
}
