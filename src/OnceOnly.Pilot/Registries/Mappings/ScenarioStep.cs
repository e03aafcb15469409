// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>The state in which a mapping answers, and the state that its answer leads to. Null: any, and the same.</summary>
internal sealed record ScenarioStep(string Name, string? Required, string? Next)
{
    public const string Started = "Started";

    public static ScenarioStep? Read(MappingObject mapping)
    {
        var (name, required, next) = (mapping.Text("scenarioName"), mapping.Text("requiredScenarioState"), mapping.Text("newScenarioState"));
        if (name is null && (required ?? next) is not null)
        {
            throw mapping.Fault("scenarioName", "is missing");
        }

        return name is null ? null : new ScenarioStep(name, required, next);
    }
}
