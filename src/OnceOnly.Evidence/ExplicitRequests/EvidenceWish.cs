// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>What an e-service would have the citizen request: one procedure and the evidence it needs.</summary>
/// <param name="Procedure">Procedure code.</param>
/// <param name="EvidenceTypes">Evidence types wanted, each exactly once.</param>
/// <param name="Providers">Optional: only these providers.</param>
/// <param name="Country">Optional: only providers of this country.</param>
public sealed record EvidenceWish(
    string Procedure,
    IReadOnlyList<string> EvidenceTypes,
    IReadOnlyList<string> Providers,
    string? Country)
{
    /// <summary>What the citizen answered to questions by which a provider is found.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
