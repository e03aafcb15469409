// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OnceOnly.EDelivery.Mime;

/// <summary>A Content-Type taken apart: type in lower case, and its parameters.</summary>
/// <remarks>
/// Wider than HTTP's own grammar where senders are: a semicolon may stand at the end, and a value without quotes may hold
/// <c>/</c>, as in <c>type=application/soap+xml</c>. How each is to be read is not in doubt.
/// </remarks>
public sealed class MediaType
{
    private const int MaxBoundaryLength = 70;

    private const string TokenSigns = "!#$%&'*+-.^_`|~";

    private readonly Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);

    private MediaType(string name) => Name = name;

    public string Name { get; }

    public bool IsMultipart => Name.StartsWith("multipart/", StringComparison.Ordinal);

    public string? Charset => Parameter("charset");

    /// <summary>False for anything malformed, and where a parameter is named twice: readers would choose differently.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MediaType? type)
    {
        type = null;
        var rest = (text ?? string.Empty).AsSpan().Trim(" \t");
        var name = Take(ref rest, letter => IsToken(letter) || letter == '/').ToString().ToLowerInvariant();
        if (name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            return false;
        }

        var read = new MediaType(name);
        while (!(rest = rest.TrimStart(" \t")).IsEmpty)
        {
            if (rest[0] != ';')
            {
                return false;
            }

            rest = rest[1..].TrimStart(" \t");
            if (!rest.IsEmpty && rest[0] != ';' && !read.TryAdd(ref rest))
            {
                return false;
            }
        }

        type = read;
        return true;
    }

    /// <summary>A parameter's value without its quotes, or null.</summary>
    public string? Parameter(string name) => parameters.GetValueOrDefault(name);

    /// <summary>The boundary of a multipart/related (RFC 2046 §5.1.1).</summary>
    public bool TryGetBoundary([NotNullWhen(true)] out string? boundary)
    {
        boundary = Parameter("boundary");
        return Name == "multipart/related" && IsBoundary(boundary);
    }

    internal static bool IsBoundary([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxBoundaryLength } && text[^1] != ' ' && text.All(letter => letter is >= ' ' and < '\x7F');

    private bool TryAdd(ref ReadOnlySpan<char> rest)
    {
        var name = Take(ref rest, IsToken).ToString();
        rest = rest.TrimStart(" \t");
        if (name.Length == 0 || rest is not ['=', ..])
        {
            return false;
        }

        rest = rest[1..].TrimStart(" \t");
        if (rest is ['"', ..])
        {
            return TakeQuoted(ref rest) is { } quoted && parameters.TryAdd(name, quoted);
        }

        // Without quotes, a comment or a list would be read by some and not by others.
        var value = Take(ref rest, letter => letter is > ' ' and < '\x7F' and not ('"' or ';' or ',' or '\\' or '(' or ')')).ToString();
        return value.Length > 0 && parameters.TryAdd(name, value);
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < rest.Length && belongs(rest[length]))
        {
            length++;
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    // A backslash stands for nothing but the letter after it (RFC 9110 §5.6.4).
    private static string? TakeQuoted(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        for (var index = 1; index < rest.Length; index++)
        {
            switch (rest[index])
            {
                case '"':
                    rest = rest[(index + 1)..];
                    return value.ToString();
                case '\\' when index + 1 < rest.Length:
                    index++;
                    break;
            }

            if (rest[index] is (< ' ' and not '\t') or '\x7F')
            {
                return null;
            }

            value.Append(rest[index]);
        }

        return null;
    }

    private static bool IsToken(char letter) => char.IsAsciiLetterOrDigit(letter) || TokenSigns.Contains(letter, StringComparison.Ordinal);
}
