// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Previews;

/// <summary>A preview that was opened, as it is stored.</summary>
/// <param name="Id">Unguessable handle.</param>
/// <param name="ExchangeId">What is previewed.</param>
/// <param name="ReturnUri">Registered address to return to.</param>
/// <param name="ReturnState">Opaque state that goes back with the browser.</param>
/// <param name="ExpiresAt">From then on it may be deleted.</param>
public sealed record OpenedPreview(string Id, string ExchangeId, string? ReturnUri, string? ReturnState, DateTimeOffset ExpiresAt);
