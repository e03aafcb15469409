// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>An object of a mapping file that knows which of its keys somebody understood.</summary>
internal sealed class MappingObject(string file, string path, JsonElement element)
{
    private readonly HashSet<string> understood = new(StringComparer.Ordinal);

    public string File => file;

    public static MappingObject Of(string file, string path, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? new MappingObject(file, path, element)
            : throw new MappingFormatException($"{file}: {path} must be an object.");

    public IEnumerable<string> Keys => element.EnumerateObject().Select(member => member.Name);

    public JsonElement? Any(string key)
    {
        understood.Add(key);
        return element.TryGetProperty(key, out var value) ? value : null;
    }

    public string? Text(string key) => Any(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Fault(key, "must be a text"),
    };

    public int? Number(string key) => Any(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        _ => throw Fault(key, "must be a whole number"),
    };

    public bool Flag(string key) => Any(key) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw Fault(key, "must be true or false"),
    };

    public MappingObject? Object(string key) => Any(key) is { } value ? Of(file, Path(key), value) : null;

    public IEnumerable<MappingObject> Objects(string key) =>
        List(key).Select((item, index) => Of(file, $"{Path(key)}[{index}]", item));

    public IEnumerable<JsonElement> List(string key) => Any(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw Fault(key, "must be a list"),
    };

    /// <summary>Refuses whatever nobody asked for.</summary>
    public void End()
    {
        foreach (var member in element.EnumerateObject().Where(member => !understood.Contains(member.Name)))
        {
            throw Fault(member.Name, "is not supported");
        }
    }

    public MappingFormatException Fault(string key, string what) => new($"{file}: {Path(key)} {what}.");

    private string Path(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
