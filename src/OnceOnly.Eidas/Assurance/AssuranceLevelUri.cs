// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Eidas.Assurance;

/// <summary>The URIs by which levels travel. Compared case-sensitively.</summary>
public static class AssuranceLevelUri
{
    private const string Notified = "http://eidas.europa.eu/LoA/";
    private const string NonNotified = "http://eidas.europa.eu/NotNotified/LoA/";
    private const string NonNotifiedSwapped = "http://eidas.europa.eu/LoA/NotNotified/";

    public static string Of(AssuranceLevel level) => level switch
    {
        AssuranceLevel.Low => Notified + "low",
        AssuranceLevel.Substantial => Notified + "substantial",
        AssuranceLevel.High => Notified + "high",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level of assurance."),
    };

    /// <returns>False for anything but the three notified URIs; a non-notified level is never one of them.</returns>
    public static bool TryParse([NotNullWhen(true)] string? uri, out AssuranceLevel level)
    {
        level = uri switch
        {
            Notified + "low" => AssuranceLevel.Low,
            Notified + "substantial" => AssuranceLevel.Substantial,
            Notified + "high" => AssuranceLevel.High,
            _ => default,
        };
        return level != default;
    }

    /// <summary>Whether a URI names a level of an eID scheme that was not notified, in either spelling met in the field.</summary>
    public static bool IsNonNotified([NotNullWhen(true)] string? uri) =>
        uri is not null
        && (uri.StartsWith(NonNotified, StringComparison.Ordinal) || uri.StartsWith(NonNotifiedSwapped, StringComparison.Ordinal));

    /// <summary>Whether it is a URI of eIDAS, notified or not.</summary>
    internal static bool IsEidas(string uri) => uri.StartsWith(Notified, StringComparison.Ordinal) || IsNonNotified(uri);

    /// <summary>One spelling for both: <c>…/NotNotified/LoA/x</c>.</summary>
    internal static string Normalize(string uri) =>
        uri.StartsWith(NonNotifiedSwapped, StringComparison.Ordinal) ? NonNotified + uri[NonNotifiedSwapped.Length..] : uri;
}
