// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

/// <summary>Country codes of nodes and identifiers: ISO 3166-1 alpha-2, with the two of the EU's own habit.</summary>
public static class CountryCode
{
    /// <summary>Whether two codes name one country: <c>EL</c> is <c>GR</c>, <c>UK</c> is <c>GB</c>.</summary>
    public static bool AreSame(string one, string other) =>
        string.Equals(Normalize(one), Normalize(other), StringComparison.Ordinal);

    /// <summary>Whether a text has the form of a code: two capital letters.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> code) => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    private static string Normalize(string code) => code switch
    {
        "GR" => "EL",
        "GB" => "UK",
        _ => code,
    };
}
