// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Calls.OAuth;

/// <summary>An access token, or why there is none.</summary>
/// <param name="Value">The token; null when there is none.</param>
/// <param name="UsableUntil">A little before it expires.</param>
/// <param name="Failure">What to answer when there is none.</param>
internal sealed record OAuthToken(string? Value, DateTimeOffset UsableUntil, RegistryReply.Failed? Failure);
