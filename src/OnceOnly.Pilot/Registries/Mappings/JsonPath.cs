// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Paths of names and indexes: <c>$.a.b</c>, <c>$['a']</c>, <c>$.a[0]</c>.</summary>
internal sealed partial class JsonPath
{
    private readonly string[] steps;

    private JsonPath(string[] steps) => this.steps = steps;

    public static JsonPath Read(MappingObject source, string key, string expression) =>
        Form().Match(expression) is { Success: true } match
            ? new JsonPath([.. match.Groups["step"].Captures.Select(step => step.Value)])
            : throw source.Fault(key, "has a JSON path with more than names and indexes");

    public JsonNode? Find(JsonNode? root)
    {
        foreach (var step in steps)
        {
            root = root switch
            {
                JsonObject members => members[step],
                JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return root;
    }

    /// <returns>Texts as they are, anything else as JSON; null for null.</returns>
    public static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : node?.ToJsonString();

    [GeneratedRegex(
        @"^\$(\.(?<step>[A-Za-z_][A-Za-z0-9_-]*)|\['(?<step>[^'\]]+)'\]|\[(?<step>[0-9]+)\])*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
