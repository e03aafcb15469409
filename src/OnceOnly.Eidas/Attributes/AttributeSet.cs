// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Attributes;

/// <summary>Whom an attribute describes.</summary>
public enum AttributeSet
{
    NaturalPerson,
    LegalPerson,

    /// <summary>The natural person who acts for the subject; only ever received, never asked for.</summary>
    RepresentativeNaturalPerson,

    /// <summary>The legal person who acts for the subject; only ever received, never asked for.</summary>
    RepresentativeLegalPerson,
}
