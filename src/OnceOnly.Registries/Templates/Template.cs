// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.RegularExpressions;

namespace OnceOnly.Registries.Templates;

/// <summary>Text with <c>{placeholders}</c> or, for dates, <c>{placeholders:dd.MM.yyyy}</c>, whose values are escaped for the place where they stand.</summary>
internal sealed partial class Template
{
    private readonly List<Part> parts = [];

    public Template(string text)
    {
        var end = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            parts.Add(new Part(text[end..match.Index], match.Groups["name"].Value));
            end = match.Index + match.Length;
        }

        parts.Add(new Part(text[end..], null));
    }

    public IEnumerable<string> Placeholders => parts.Select(part => part.Placeholder).OfType<string>();

    /// <summary>What stands outside the placeholders.</summary>
    public string Literal => string.Concat(parts.Select(part => part.Literal));

    /// <returns>Null when a value is missing: half a question would match the wrong record.</returns>
    public string? Fill(Func<string, string?> valueOf, Func<string, string> escape)
    {
        var filled = new StringBuilder();
        foreach (var (literal, placeholder) in parts)
        {
            filled.Append(literal);
            if (placeholder is null)
            {
                continue;
            }

            if (valueOf(placeholder) is not { Length: > 0 } value)
            {
                return null;
            }

            filled.Append(escape(value));
        }

        return filled.ToString();
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z][A-Za-z0-9.]*(:[A-Za-z./ -]+)?)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    private readonly record struct Part(string Literal, string? Placeholder);
}
