// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Calls;

/// <summary>How long a registry is waited for, how often it is tried, and when it is left alone.</summary>
internal sealed record Resilience(TimeoutOptions Timeouts, RetryOptions Retry, BreakerOptions Breaker)
{
    private static readonly TimeSpan LongestTotal = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);

    public static Resilience Read(ProviderOptions options, Problems problems)
    {
        var (timeouts, retry, breaker) = (options.Timeouts, options.Retry, options.Breaker);
        problems.At("Timeouts").AddUnless(
            timeouts.Try > TimeSpan.Zero && timeouts.Try <= timeouts.Total && timeouts.Total <= LongestTotal,
            $"must have 0 < Try <= Total <= {LongestTotal}.");
        problems.At("Retry").AddUnless(
            retry.Attempts is >= 0 and <= 5 && retry.Delay > TimeSpan.Zero && retry.Delay <= retry.MaximumDelay && retry.MaximumDelay <= timeouts.Total,
            "must have 0 to 5 Attempts and 0 < Delay <= MaximumDelay <= Timeouts:Total.");
        problems.At("Breaker").AddUnless(
            breaker.FailureRatio is > 0 and <= 1
            && breaker.MinimumTries >= 2
            && breaker.SamplingTime >= ShortestBreak && breaker.SamplingTime <= TimeSpan.FromDays(1)
            && breaker.BreakTime >= ShortestBreak && breaker.BreakTime <= TimeSpan.FromDays(1),
            "must have 0 < FailureRatio <= 1, at least 2 MinimumTries, and SamplingTime and BreakTime from half a second to a day.");
        return new Resilience(timeouts, retry, breaker);
    }
}
