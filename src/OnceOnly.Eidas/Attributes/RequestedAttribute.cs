// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Attributes;

/// <summary>An attribute a request asks for.</summary>
/// <param name="Attribute">Which; one of a natural or a legal person, never of a representative.</param>
/// <param name="IsRequired">True for those of a minimum data set.</param>
public sealed record RequestedAttribute(EidasAttribute Attribute, bool IsRequired)
{
    /// <summary>The complete minimum data set of a natural person.</summary>
    public static IReadOnlyList<RequestedAttribute> NaturalPerson { get; } =
        [.. EidasAttributes.NaturalPersonMinimum.Select(attribute => new RequestedAttribute(attribute, IsRequired: true))];

    /// <summary>The complete minimum data set of a legal person.</summary>
    public static IReadOnlyList<RequestedAttribute> LegalPerson { get; } =
        [.. EidasAttributes.LegalPersonMinimum.Select(attribute => new RequestedAttribute(attribute, IsRequired: true))];
}
