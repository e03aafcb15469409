// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices;

/// <summary>Something a citizen can apply for.</summary>
/// <param name="Key">Short name in the form.</param>
/// <param name="Title">What the citizen reads.</param>
/// <param name="Explanation">One sentence about what is needed and why.</param>
/// <param name="Procedure">Procedure code.</param>
/// <param name="EvidenceType">Evidence that it needs.</param>
public sealed record OfferedProcedure(string Key, string Title, string Explanation, string Procedure, string EvidenceType)
{
    /// <summary>Another Member State, when the evidence comes from there.</summary>
    public string? Country { get; init; }
}
