// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>A person must act. The token opens the page once; the host makes the link from it.</summary>
public sealed record Interaction(string Token, DateTimeOffset ExpiresAt);
