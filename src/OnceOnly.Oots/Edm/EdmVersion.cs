// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Edm;

/// <summary>Minor line of the Exchange Data Model; patches share the line's identifier. Ordered.</summary>
public enum EdmVersion
{
    V10,
    V11,
    V12,
    V20,
}

public static class EdmVersions
{
    private static readonly (EdmVersion Version, string Number)[] Numbers =
        [(EdmVersion.V10, "1.0"), (EdmVersion.V11, "1.1"), (EdmVersion.V12, "1.2"), (EdmVersion.V20, "2.0")];

    /// <summary>For example <c>2.0</c>.</summary>
    public static string Number(this EdmVersion version) => Numbers.Single(known => known.Version == version).Number;

    /// <summary>As it travels, for example <c>oots-edm:v2.0</c>.</summary>
    public static string SpecificationIdentifier(this EdmVersion version) => "oots-edm:v" + version.Number();

    public static bool TryParseNumber(string number, out EdmVersion version)
    {
        var known = Array.FindIndex(Numbers, candidate => candidate.Number == number);
        version = known < 0 ? default : Numbers[known].Version;
        return known >= 0;
    }

    public static bool TryParseSpecification(string? specification, out EdmVersion version)
    {
        version = default;
        const string prefix = "oots-edm:v";
        return specification is not null
            && specification.StartsWith(prefix, StringComparison.Ordinal)
            && TryParseNumber(specification[prefix.Length..], out version);
    }
}
