// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OnceOnly.Eidas.Persons;

/// <summary>The unique identifier of a person: <c>XX/YY/…</c> (Attribute Profile §2.2.3). Case-sensitive, opaque after the second slash.</summary>
public sealed record EidasIdentifier
{
    private const int MaximumLength = 256;

    private EidasIdentifier(string value) => Value = value;

    /// <summary>The whole of it.</summary>
    public string Value { get; }

    /// <summary>The country that issued it.</summary>
    public string Origin => Value[..2];

    /// <summary>The country it was made for.</summary>
    public string Destination => Value[3..5];

    public static bool TryParse(string? text, [NotNullWhen(true)] out EidasIdentifier? identifier)
    {
        identifier = text is { Length: > 6 and <= MaximumLength }
            && CountryCode.IsWellFormed(text.AsSpan(0, 2)) && text[2] == '/'
            && CountryCode.IsWellFormed(text.AsSpan(3, 2)) && text[5] == '/'
            && text.EnumerateRunes().All(IsVisible)
            ? new EidasIdentifier(text)
            : null;
        return identifier is not null;
    }

    /// <summary>Identifiers are personal data and stay out of texts that might be logged.</summary>
    public override string ToString() => $"{Origin}/{Destination}/…";

    // Two identifiers that look the same must be the same: no spaces, controls, zero-width or unassigned characters.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
