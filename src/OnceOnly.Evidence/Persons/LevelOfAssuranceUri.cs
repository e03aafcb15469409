// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>The URIs by which notified levels travel in SAML and as <c>acr</c>. Compared case-sensitively.</summary>
public static class LevelOfAssuranceUri
{
    private const string Prefix = "http://eidas.europa.eu/LoA/";

    public static string Of(LevelOfAssurance level) => level switch
    {
        LevelOfAssurance.Low => Prefix + "low",
        LevelOfAssurance.Substantial => Prefix + "substantial",
        LevelOfAssurance.High => Prefix + "high",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level of assurance."),
    };

    /// <returns>False for anything but the three notified URIs; a non-notified level never parses.</returns>
    public static bool TryParse(string? uri, out LevelOfAssurance level)
    {
        level = uri switch
        {
            Prefix + "low" => LevelOfAssurance.Low,
            Prefix + "substantial" => LevelOfAssurance.Substantial,
            Prefix + "high" => LevelOfAssurance.High,
            _ => default,
        };
        return level != default;
    }
}
