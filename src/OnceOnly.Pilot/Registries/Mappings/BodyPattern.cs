// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>What a request's body must be.</summary>
internal sealed record BodyPattern(Func<string, bool> Matches)
{
    public static BodyPattern Read(MappingObject pattern)
    {
        if (TextPattern.IsOneOf(pattern))
        {
            return new BodyPattern(TextPattern.Read(pattern).Matches);
        }

        BodyPattern read;
        if (pattern.Any("equalToJson") is { } expected)
        {
            read = EqualToJson(pattern, expected);
        }
        else if (pattern.Any("matchesJsonPath") is { } path)
        {
            read = path.ValueKind == JsonValueKind.String ? PathExists(pattern, path.GetString()!) : PathHolds(pattern.Object("matchesJsonPath")!);
        }
        else
        {
            throw pattern.Fault(string.Join('/', pattern.Keys), "is not supported");
        }

        pattern.End();
        return read;
    }

    private static BodyPattern EqualToJson(MappingObject pattern, JsonElement expected)
    {
        var equality = new JsonEquality(pattern.Flag("ignoreExtraElements"), pattern.Flag("ignoreArrayOrder"));
        var text = expected.ValueKind == JsonValueKind.String ? expected.GetString()! : expected.GetRawText();
        if (text.Contains("${json-unit", StringComparison.Ordinal) || !TryParse(text, out var wanted))
        {
            throw pattern.Fault("equalToJson", "must be JSON without placeholders");
        }

        return new BodyPattern(body => TryParse(body, out var found) && equality.Holds(wanted, found));
    }

    /// <summary>Something is there, and it is not null, {} or [].</summary>
    private static BodyPattern PathExists(MappingObject pattern, string expression)
    {
        var path = JsonPath.Read(pattern, "matchesJsonPath", expression);
        return new BodyPattern(body => TryParse(body, out var json) && path.Find(json) switch
        {
            null => false,
            JsonObject members => members.Count > 0,
            JsonArray items => items.Count > 0,
            _ => true,
        });
    }

    private static BodyPattern PathHolds(MappingObject pattern)
    {
        var path = JsonPath.Read(pattern, "expression", pattern.Text("expression") ?? throw pattern.Fault("expression", "is missing"));
        var text = TextPattern.Read(pattern);
        return new BodyPattern(body => TryParse(body, out var json) && path.Find(json) switch
        {
            JsonArray { Count: > 0 } items => items.Any(item => text.Matches(JsonPath.TextOf(item))),
            var found => text.Matches(JsonPath.TextOf(found)),
        });
    }

    private static bool TryParse(string text, out JsonNode? json)
    {
        try
        {
            json = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            json = null;
            return false;
        }
    }
}
