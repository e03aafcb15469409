// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Templates;

/// <summary>Path and query below a registry's base address.</summary>
internal sealed class PathTemplate
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("{}\\#<>\"^`| \t\r\n");

    private readonly Template template;

    private PathTemplate(string text) => template = new Template(text);

    public IEnumerable<string> Placeholders => template.Placeholders;

    public static PathTemplate? Read(string? text, IReadOnlySet<string> placeholders, Problems problems)
    {
        if (!problems.Has(text))
        {
            return null;
        }

        var path = new PathTemplate(text);
        problems.AddUnless(
            text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal),
            "must start with one slash; it is appended to the base address.");
        problems.AddUnless(
            !path.template.Literal.AsSpan().ContainsAny(Forbidden) && path.template.Literal.All(char.IsAscii),
            "has a character that no path may have, or braces around something that is no placeholder.");
        problems.AddUnless(!ClimbsUp(path.template.Literal), "must not have the segments . or ..");
        PlaceholderNames.Check(path.template, placeholders, problems);
        return path;
    }

    /// <returns>Null when a value is missing or would lead elsewhere than the template says.</returns>
    public Uri? Fill(Uri baseAddress, Func<string, string?> valueOf)
    {
        var path = template.Fill(valueOf, Uri.EscapeDataString);
        return path is null || ClimbsUp(path) ? null : new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + path);
    }

    private static bool ClimbsUp(string path) =>
        path.Split('?', 2)[0]
            .Replace("%2e", ".", StringComparison.OrdinalIgnoreCase)
            .Split('/')
            .Any(segment => segment is "." or "..");
}
