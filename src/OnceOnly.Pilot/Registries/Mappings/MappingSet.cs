// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>
/// All mappings of a folder. The lowest priority number wins, and among equals the one that was read last; WireMock
/// reads files in no fixed order, so mappings in different files must not compete at one priority.
/// </summary>
internal sealed class MappingSet
{
    private readonly IReadOnlyList<Mapping> mappings;
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);
    private readonly Lock turn = new();

    private MappingSet(IEnumerable<Mapping> read) => mappings = [.. read.Reverse().OrderBy(mapping => mapping.Priority)];

    /// <exception cref="MappingFormatException">Something in a file is not supported.</exception>
    public static MappingSet Read(string root)
    {
        var mappingsFolder = Path.Combine(root, "mappings");
        var filesFolder = Path.GetFullPath(Path.Combine(root, "__files"));
        return new MappingSet(
            Directory.EnumerateFiles(mappingsFolder, "*.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .SelectMany(path => ReadFile(path, Path.GetRelativePath(root, path), filesFolder)));
    }

    /// <summary>The mapping that answers, having moved its scenario on; null when none does.</summary>
    public Mapping? Answering(RecordedRequest request)
    {
        lock (turn)
        {
            var found = mappings.FirstOrDefault(mapping => IsReady(mapping.Scenario) && mapping.Request.Matches(request));
            if (found?.Scenario is { Next: { } next } step)
            {
                states[step.Name] = next;
            }

            return found;
        }
    }

    /// <summary>All scenarios start again.</summary>
    public void StartAgain()
    {
        lock (turn)
        {
            states.Clear();
        }
    }

    private static List<Mapping> ReadFile(string path, string file, string filesFolder)
    {
        using var document = Parse(path, file);
        var root = MappingObject.Of(file, string.Empty, document.RootElement);
        if (!root.Keys.Contains("mappings", StringComparer.Ordinal))
        {
            return [Mapping.Read(root, filesFolder)];
        }

        var all = root.Objects("mappings").Select(mapping => Mapping.Read(mapping, filesFolder)).ToList();
        root.End();
        return all;
    }

    private static JsonDocument Parse(string path, string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw new MappingFormatException($"{file} is not JSON: {exception.Message}");
        }
    }

    private bool IsReady(ScenarioStep? step) =>
        step?.Required is not { } required || states.GetValueOrDefault(step.Name, ScenarioStep.Started) == required;
}
