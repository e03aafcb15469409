// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

internal sealed class RequirementOptions
{
    /// <summary>By language; English must be there.</summary>
    public Dictionary<string, string> Titles { get; init; } = [];

    /// <summary>Codes of the procedures in which this has to be proved.</summary>
    public List<string> Procedures { get; init; } = [];
}
