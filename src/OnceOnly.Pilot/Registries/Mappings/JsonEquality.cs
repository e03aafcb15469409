// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>When a JSON text counts as the expected one. Numbers are compared by value.</summary>
internal sealed record JsonEquality(bool IgnoreExtraElements, bool IgnoreArrayOrder)
{
    public bool Holds(JsonNode? expected, JsonNode? found) => (expected, found) switch
    {
        (JsonObject wanted, JsonObject members) =>
            (IgnoreExtraElements || members.Count == wanted.Count)
            && wanted.All(member => members.TryGetPropertyValue(member.Key, out var value) && Holds(member.Value, value)),
        (JsonArray wanted, JsonArray items) =>
            (items.Count == wanted.Count || (IgnoreExtraElements && items.Count > wanted.Count))
            && (IgnoreArrayOrder ? HoldInAnyOrder([.. wanted], [.. items]) : wanted.Zip(items).All(pair => Holds(pair.First, pair.Second))),
        (JsonValue wanted, JsonValue value) => JsonNode.DeepEquals(wanted, value) || SameNumber(wanted, value),
        (null, null) => true,
        _ => false,
    };

    private bool HoldInAnyOrder(List<JsonNode?> wanted, List<JsonNode?> items) =>
        wanted.Count == 0
        || items.Where(item => Holds(wanted[0], item))
            .Any(item => HoldInAnyOrder(wanted[1..], [.. items.Where(other => !ReferenceEquals(other, item))]));

    private static bool SameNumber(JsonValue wanted, JsonValue value) =>
        wanted.TryGetValue<decimal>(out var one) && value.TryGetValue<decimal>(out var other) && one == other;
}
