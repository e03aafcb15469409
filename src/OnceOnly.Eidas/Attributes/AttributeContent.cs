// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Attributes;

/// <summary>What the value of an attribute looks like.</summary>
public enum AttributeContent
{
    Text,

    /// <summary>Text that may come twice: original script and Latin.</summary>
    TransliteratedText,

    /// <summary><c>XX/YY/…</c></summary>
    Identifier,

    /// <summary>xsd:date, YYYY-MM-DD.</summary>
    Date,

    Gender,

    /// <summary>Two capital letters.</summary>
    Country,

    /// <summary>Base64 of a sequence of elements without a root.</summary>
    Address,
}
