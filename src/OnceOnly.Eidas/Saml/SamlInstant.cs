// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;

namespace OnceOnly.Eidas.Saml;

/// <summary>Points in time as SAML writes them: xsd:dateTime in UTC, ending in <c>Z</c> (SAML core §1.3.3).</summary>
public static class SamlInstant
{
    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"];

    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>Null for anything else.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        // Nanoseconds are legal and mean nothing to us; the framework reads seven digits.
        if (text is { Length: > 28 and < 40 } && text.AsSpan(19, 1) is "." && text[27..^1].All(char.IsAsciiDigit) && text[^1] == 'Z')
        {
            text = text[..27] + "Z";
        }

        // To the framework a fraction may be empty and the letters small; to xsd:dateTime they may not.
        return text is not null
            && text.EndsWith('Z')
            && !text.EndsWith(".Z", StringComparison.Ordinal)
            && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
            text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant)
            ? instant
            : null;
    }
}
