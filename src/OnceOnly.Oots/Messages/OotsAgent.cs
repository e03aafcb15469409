// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>An authority or platform.</summary>
/// <param name="Identifier">Its identifier, which is also the original sender or final recipient of the message.</param>
/// <param name="Names">Its name, at least in one language.</param>
/// <param name="Address">Where the data model asks for one.</param>
/// <param name="Classification"><c>ER</c>, <c>IP</c>, <c>EP</c> or <c>ERRP</c> where the data model asks for one.</param>
public sealed record OotsAgent(SchemedIdentifier Identifier, IReadOnlyList<OotsText> Names, OotsAddress? Address = null, string? Classification = null);
