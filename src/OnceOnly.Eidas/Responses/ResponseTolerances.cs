// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>How exactly clocks must agree, and how old things may be.</summary>
public sealed record ResponseTolerances
{
    public static ResponseTolerances Default { get; } = new();

    /// <summary>How far the node's clock may be ahead of ours. An end of validity gets none of it.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Oldest response and assertion, beside the skew.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Farthest end of an assertion; it is remembered against replay until then, and the skew longer.</summary>
    public TimeSpan MaximumLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Oldest log-in; requests force a fresh one, so this only leaves time for the citizen's pages.</summary>
    public TimeSpan MaximumAuthenticationAge { get; init; } = TimeSpan.FromHours(1);
}
