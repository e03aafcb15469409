// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>What has to be proved.</summary>
/// <param name="Identifier">Its address in the semantic repository.</param>
/// <param name="Names">At least one.</param>
/// <param name="Descriptions">Perhaps none.</param>
public sealed record OotsRequirement(string Identifier, IReadOnlyList<OotsText> Names, IReadOnlyList<OotsText> Descriptions);
