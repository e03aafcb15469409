// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Templates;

/// <summary>JSON text with placeholders inside its strings.</summary>
internal sealed class JsonTemplate
{
    private readonly Template template;

    private JsonTemplate(string text) => template = new Template(text);

    public IEnumerable<string> Placeholders => template.Placeholders;

    public static JsonTemplate? Read(string? text, IReadOnlySet<string> placeholders, Problems problems)
    {
        if (!problems.Has(text))
        {
            return null;
        }

        var json = new JsonTemplate(text);
        PlaceholderNames.Check(json.template, placeholders, problems);
        try
        {
            // A placeholder outside a string would leave a bare word here.
            using var parsed = JsonDocument.Parse(json.template.Fill(_ => "x", value => value) ?? string.Empty);
        }
        catch (JsonException)
        {
            problems.Add("must be JSON, with placeholders only inside strings.");
        }

        return json;
    }

    /// <returns>Null when a value is missing.</returns>
    public string? Fill(Func<string, string?> valueOf) =>
        template.Fill(valueOf, value => JsonEncodedText.Encode(value).ToString());
}
