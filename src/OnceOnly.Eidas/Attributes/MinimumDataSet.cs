// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Attributes;

/// <summary>The rule that a request asks for at least one complete minimum data set, and for no representative.</summary>
internal static class MinimumDataSet
{
    public static bool IsAskedForIn(IReadOnlyList<RequestedAttribute> attributes)
    {
        var required = attributes.Where(asked => asked.IsRequired).Select(asked => asked.Attribute).ToHashSet();
        return (required.IsSupersetOf(EidasAttributes.NaturalPersonMinimum)
                || required.IsSupersetOf(EidasAttributes.LegalPersonMinimum))
            && attributes.All(asked => asked.Attribute.Set is AttributeSet.NaturalPerson or AttributeSet.LegalPerson);
    }
}
