// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.State;

/// <summary>A mark that can be written only once.</summary>
/// <param name="Key">What is used up.</param>
/// <param name="ExpiresAt">From then on the mark is not needed, because what it marks has expired.</param>
public sealed record SingleUse(string Key, DateTimeOffset ExpiresAt);
