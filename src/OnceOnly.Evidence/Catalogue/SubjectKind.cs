// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>Whom an evidence type can be about.</summary>
public enum SubjectKind
{
    NaturalPerson,
    LegalPerson,

    /// <summary>Either: whoever offers it does not say.</summary>
    Any,
}
