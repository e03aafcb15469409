// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OnceOnly.EDelivery.Mime;

/// <summary>The header lines before a body; names in any case, each at most once.</summary>
public sealed class MimeHeaders
{
    private const int MaxHeaders = 64;

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    private MimeHeaders()
    {
    }

    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>
    /// Reads lines that end in CRLF or LF; a line that begins with white space goes on with the one before. Octets beyond ASCII, as in
    /// the name of a file, come out as one letter each: nothing that is read may hold them.
    /// </summary>
    /// <returns>False where a line is no header, or a content header comes twice.</returns>
    public static bool TryParse(ReadOnlySpan<byte> block, [NotNullWhen(true)] out MimeHeaders? headers)
    {
        headers = null;
        if (block.Contains((byte)0))
        {
            return false;
        }

        var read = new MimeHeaders();
        string? name = null;
        foreach (var line in Encoding.Latin1.GetString(block).Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length == 0)
            {
                continue;
            }

            if (line[0] is ' ' or '\t')
            {
                if (name is null)
                {
                    return false;
                }

                // Nothing may have stood on the first line.
                read.values[name] = (read.values[name] + " " + line).Trim(Blanks);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            name = colon > 0 ? line[..colon] : string.Empty;
            if (name.Length == 0 || name.Any(letter => letter is <= ' ' or >= '\x7F') || read.values.Count == MaxHeaders)
            {
                return false;
            }

            // Of other headers (Received, Via) there may be several, and none of them is read.
            if (!read.values.TryAdd(name, line[(colon + 1)..].Trim(Blanks)) && name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        headers = read;
        return true;
    }
}
