// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>Why a document was not read.</summary>
public enum XmlFault
{
    None,

    /// <summary>More bytes than <see cref="XmlLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Not well-formed XML, or it declares a document type.</summary>
    Malformed,

    TooDeep,

    /// <summary>More parts than <see cref="XmlLimits.MaxNodes"/>, or too many attributes or prefixes.</summary>
    TooManyNodes,

    /// <summary>Two elements carry the same identifier, under whatever attribute name.</summary>
    RepeatedId,
}
