// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.RegularExpressions;

namespace OnceOnly.Oots.Edm;

/// <summary>The encoding an XML declaration names.</summary>
internal static partial class DeclaredEncoding
{
    private const int LongestDeclaration = 200;

    /// <summary>Whether one is named and this runtime does not read it; XML obliges nobody to read more than UTF-8 and UTF-16.</summary>
    public static bool IsUnknown(ReadOnlySpan<byte> octets)
    {
        var declaration = Declaration().Match(Encoding.Latin1.GetString(octets[..Math.Min(octets.Length, LongestDeclaration)]));
        if (!declaration.Success)
        {
            return false;
        }

        try
        {
            Encoding.GetEncoding(declaration.Groups["name"].Value);
            return false;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    [GeneratedRegex("""^<\?xml\s[^>]*\sencoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._-]*)["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}
