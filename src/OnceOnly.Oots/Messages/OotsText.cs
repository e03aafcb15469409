// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>One text in one language: two capitals, Greek is <c>EL</c>.</summary>
public sealed record OotsText(string Language, string Text);
