// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>Repetition of a call that failed in the network or with 429 or 5xx. All calls only read.</summary>
internal sealed class RetryOptions
{
    /// <summary>Tries after the first one.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Before the first repetition; doubles from there, with jitter.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two tries; a registry that asks for more is not tried again.</summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromSeconds(2);
}
