// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>When a registry that keeps failing is left alone, and for how long.</summary>
internal sealed class BreakerOptions
{
    /// <summary>Share of failed tries, above 0 and at most 1.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Tries within the sampling time before the share says anything.</summary>
    public int MinimumTries { get; init; } = 20;

    public TimeSpan SamplingTime { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan BreakTime { get; init; } = TimeSpan.FromSeconds(15);
}
