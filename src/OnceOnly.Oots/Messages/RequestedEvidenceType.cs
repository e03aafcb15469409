// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>The record of the Data Service Directory that is asked for, without the provider's side.</summary>
/// <param name="Identifier">UUID of the record.</param>
/// <param name="Classification">Evidence type: an address in the semantic repository.</param>
/// <param name="Titles">At least one.</param>
/// <param name="Distributions">One up to 1.2, at least one from 2.0.</param>
public sealed record RequestedEvidenceType(string Identifier, string Classification, IReadOnlyList<OotsText> Titles, IReadOnlyList<RequestedDistribution> Distributions)
{
    public IReadOnlyList<OotsText> Descriptions { get; init; } = [];
}
