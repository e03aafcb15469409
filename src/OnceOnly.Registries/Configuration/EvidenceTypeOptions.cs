// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Registries.Configuration;

internal sealed class EvidenceTypeOptions
{
    /// <summary>By language; English must be there.</summary>
    public Dictionary<string, string> Titles { get; init; } = [];

    /// <summary>Identifiers of the requirements it proves.</summary>
    public List<string> Requirements { get; init; } = [];

    public SubjectKind? Subject { get; init; }

    /// <summary>Level that a log-in must reach before it is asked for.</summary>
    public LevelOfAssurance? LevelOfAssurance { get; init; }
}
