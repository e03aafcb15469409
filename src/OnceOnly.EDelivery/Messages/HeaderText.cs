// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Messages;

/// <summary>Values in the ebMS header: short, not empty, white space around them no part of them.</summary>
internal static class HeaderText
{
    public const int MaxLength = 1024;

    public static bool TryRead(XmlElement? element, [NotNullWhen(true)] out string? text, params ReadOnlySpan<string> attributes)
    {
        text = null;
        if (element is null || !element.HasOnlyAttributes(attributes) || !ElementText.TryGet(element, out var raw))
        {
            return false;
        }

        text = raw.Trim();
        return text.Length is > 0 and <= MaxLength && !text.Any(char.IsControl);
    }

    public static bool TryReadId(XmlElement? element, [NotNullWhen(true)] out string? id) =>
        TryRead(element, out id) && MessageIds.IsValid(id);

    /// <summary>An attribute that may be absent, but not empty or long.</summary>
    public static bool TryReadOptional(XmlElement element, string name, out string? value)
    {
        value = element.Attribute(name)?.Trim();
        return value is null or { Length: > 0 and <= MaxLength };
    }

    /// <summary>An xsd:dateTime; without a zone it is taken as UTC (ebMS 3.0 §5.2.2.1).</summary>
    public static bool TryReadTime(XmlElement? element, out DateTimeOffset time)
    {
        time = default;
        return TryRead(element, out var text)
            && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
