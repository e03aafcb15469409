// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>One request pattern with its response.</summary>
internal sealed record Mapping(RequestPattern Request, MappedResponse Response, int Priority, ScenarioStep? Scenario)
{
    private const int DefaultPriority = 5;

    public static Mapping Read(MappingObject mapping, string filesFolder)
    {
        // A name is for whoever reads the file.
        mapping.Text("name");
        var request = mapping.Object("request") ?? throw mapping.Fault("request", "is missing");
        var response = mapping.Object("response") ?? throw mapping.Fault("response", "is missing");
        var read = new Mapping(
            RequestPattern.Read(request),
            MappedResponse.Read(response, filesFolder),
            mapping.Number("priority") ?? DefaultPriority,
            ScenarioStep.Read(mapping));
        mapping.End();
        return read;
    }
}
