// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.RegularExpressions;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>The forms values must have.</summary>
internal static partial class RuleValues
{
    /// <summary>A bare UUID; version and variant are nobody's concern.</summary>
    public static Regex Uuid { get; } = UuidPattern();

    public static Regex UuidUrn { get; } = UuidUrnPattern();

    /// <summary>A data model of the semantic repository; the old folder name is still allowed.</summary>
    public static Regex DataModel { get; } = DataModelPattern();

    public static Regex ClassificationList { get; } = ClassificationListPattern();

    public static Regex ClassificationListName { get; } = ClassificationListNamePattern();

    public static Regex ContentId { get; } = ContentIdPattern();

    public static bool IsHttps(string text) => text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A day without a zone (chapter 4.6 asks for the form, the schema for a day that exists).</summary>
    public static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>An <c>xsd:date</c>, which may name a zone.</summary>
    public static bool IsSchemaDate(string text) => text.Length >= 10 && IsDate(text[..10]) && ZonePattern().IsMatch(text[10..]);

    /// <summary>An <c>xsd:dateTime</c>.</summary>
    public static bool IsDateTime(string text) => TryReadDateTime(text, out _);

    /// <summary>Reads an <c>xsd:dateTime</c>; one without a zone is taken as UTC.</summary>
    public static bool TryReadDateTime(string text, out DateTimeOffset moment)
    {
        moment = default;
        if (!DateTimePattern().IsMatch(text))
        {
            return false;
        }

        // Members write up to nanoseconds; .NET reads seven digits.
        var zone = ZoneAtEndPattern().Match(text).Value;
        var local = text[..^zone.Length];
        var fraction = local.IndexOf('.', StringComparison.Ordinal);
        local = fraction >= 0 && local.Length - fraction > 8 ? local[..(fraction + 8)] : local;
        return DateTimeOffset.TryParse(local + (zone.Length == 0 ? "Z" : zone), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    /// <summary>The scheme of an agent's identifier: an electronic address scheme, or unregistered with a participating country.</summary>
    public static bool IsAgentScheme(RuleScope scope)
    {
        var scheme = scope.Attribute("schemeID") ?? string.Empty;
        return (scheme.StartsWith(EdmNames.ElectronicAddressPrefix, StringComparison.Ordinal)
                && scope.Lists.ElectronicAddressSchemes.Contains(scheme[EdmNames.ElectronicAddressPrefix.Length..]))
            || (scheme.StartsWith(EdmNames.UnregisteredPrefix, StringComparison.Ordinal)
                && (scope.Version < EdmVersion.V12 || IsCountryOrOots(scheme[EdmNames.UnregisteredPrefix.Length..], scope.Lists)));
    }

    /// <summary>The identifier of an answer is a bare UUID; the first line let anything stand before it.</summary>
    public static bool IsResponseIdentifier(RuleScope scope) =>
        Uuid.IsMatch(scope.Text) || (scope.Version < EdmVersion.V12 && UuidUrn.IsMatch(scope.Text));

    /// <summary><c>XX/YY/…</c>: country of origin, country of destination, six to 256 characters; countries in any case.</summary>
    public static bool IsEidasIdentifier(string text, OotsCodeLists lists)
    {
        var parts = text.Split('/', 3);
        return parts.Length == 3
            && lists.OotsCountries.Contains(parts[0].ToUpperInvariant())
            && lists.OotsCountries.Contains(parts[1].ToUpperInvariant())
            && parts[2].Length is >= 6 and <= 256
            && !parts[2].Any(char.IsWhiteSpace);
    }

    public static bool IsRequirement(RuleScope scope)
    {
        var match = RequirementPattern().Match(scope.Text);
        return match.Success && IsHost(match, scope.Version) && (!match.Groups["urn"].Success || scope.Version < EdmVersion.V12);
    }

    /// <summary>The identifier of an evidence type in the semantic repository.</summary>
    public static bool IsEvidenceType(string text, RuleScope scope)
    {
        var match = EvidenceTypePattern().Match(text);
        return match.Success && IsHost(match, scope.Version) && IsCountryOrOots(match.Groups["country"].Value, scope.Lists);
    }

    public static bool IsProductionEvidenceType(RuleScope scope)
    {
        var match = EvidenceTypePattern().Match(scope.Text);
        return !match.Success || !match.Groups["environment"].Success;
    }

    public static bool IsProductionDataModel(RuleScope scope)
    {
        var match = DataModelPattern().Match(scope.Text);
        return !match.Success || !match.Groups["environment"].Success;
    }

    public static bool IsOotsCountryOfList(string scheme, OotsCodeLists lists)
    {
        var parts = scheme.Split("/codelists/", 2);
        return parts.Length == 2 && lists.OotsCountries.Contains(parts[1].Split('/')[0]);
    }

    private static bool IsCountryOrOots(string code, OotsCodeLists lists) => code == "oots" || lists.OotsCountries.Contains(code);

    // The first line published the repository under another host name.
    private static bool IsHost(Match match, EdmVersion version) => match.Groups["ec"].Success || version < EdmVersion.V12;

    [GeneratedRegex(@"^[a-fA-F0-9]{8}-([a-fA-F0-9]{4}-){3}[a-fA-F0-9]{12}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UuidPattern();

    [GeneratedRegex(@"^urn:uuid:[a-fA-F0-9]{8}-([a-fA-F0-9]{4}-){3}[a-fA-F0-9]{12}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UuidUrnPattern();

    [GeneratedRegex(@"^https://sr(?<environment>\.[a-zA-Z]+)?\.oots\.tech\.(ec\.)?europa\.eu/(datamodels|distributions)/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataModelPattern();

    [GeneratedRegex(@"^https://sr(\.[a-zA-Z]+)?\.oots\.tech\.(?<ec>ec\.)?europa\.eu/requirements/(?<urn>urn:uuid:)?[a-f0-9]{8}-([a-f0-9]{4}-){3}[a-f0-9]{12}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequirementPattern();

    [GeneratedRegex(@"^https://sr(?<environment>\.[a-zA-Z]+)?\.oots\.tech\.(?<ec>ec\.)?europa\.eu/evidencetypeclassifications/(?<country>oots|[A-Z]{2})/[a-f0-9]{8}-([a-f0-9]{4}-){3}[a-f0-9]{12}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EvidenceTypePattern();

    [GeneratedRegex(@"^https://sr(\.[a-zA-Z]+)?\.oots\.tech\.(ec\.)?europa\.eu/codelists/[A-Z]{2}/[A-Za-z0-9]{2,50}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClassificationListPattern();

    [GeneratedRegex(@"^[A-Za-z0-9]{2,50}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClassificationListNamePattern();

    [GeneratedRegex(@"^cid:[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ContentIdPattern();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"(Z|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ZoneAtEndPattern();

    [GeneratedRegex(@"^(Z|[+-][0-9]{2}:[0-9]{2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ZonePattern();
}
