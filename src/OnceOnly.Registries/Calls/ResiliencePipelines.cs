// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Registries.Declarations;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace OnceOnly.Registries.Calls;

/// <summary>
/// Repetition around breaker: each try counts for the breaker with all of its answer, and an open breaker ends the
/// repetition.
/// </summary>
internal static class ResiliencePipelines
{
    public static ResiliencePipeline<RegistryReply> Of(
        ProviderDeclaration provider, CircuitBreakerStateProvider state, TimeProvider time, ILogger logger)
    {
        var builder = new ResiliencePipelineBuilder<RegistryReply> { TimeProvider = time };
        if (provider.Resilience.Retry.Attempts > 0)
        {
            builder.AddRetry(Retry(provider, logger));
        }

        return builder
            .AddCircuitBreaker(Breaker(provider, state, logger))
            .Build();
    }

    /// <summary>How long one try may take until its answer is there or, where it streams, begins.</summary>
    public static ResiliencePipeline<RegistryReply> TryOf(ProviderDeclaration provider, TimeProvider time) =>
        new ResiliencePipelineBuilder<RegistryReply> { TimeProvider = time }.AddTimeout(provider.Resilience.Timeouts.Try).Build();

    private static RetryStrategyOptions<RegistryReply> Retry(ProviderDeclaration provider, ILogger logger)
    {
        var options = provider.Resilience.Retry;
        return new RetryStrategyOptions<RegistryReply>
        {
            MaxRetryAttempts = options.Attempts,
            Delay = options.Delay,
            MaxDelay = options.MaximumDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(
                IsTransient(attempt.Outcome)
                && attempt.Outcome.Result is not RegistryReply.Failed { IsHalfRead: true }
                && !(AskedFor(attempt.Outcome) > options.MaximumDelay)),
            DelayGenerator = attempt => ValueTask.FromResult(AskedFor(attempt.Outcome)),
            OnRetry = attempt =>
            {
                Log.Repeating(logger, provider.Id, attempt.AttemptNumber + 1, Cause(attempt.Outcome));
                return ValueTask.CompletedTask;
            },
        };
    }

    private static CircuitBreakerStrategyOptions<RegistryReply> Breaker(
        ProviderDeclaration provider, CircuitBreakerStateProvider state, ILogger logger)
    {
        var options = provider.Resilience.Breaker;
        return new CircuitBreakerStrategyOptions<RegistryReply>
        {
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumTries,
            SamplingDuration = options.SamplingTime,
            BreakDuration = options.BreakTime,
            StateProvider = state,
            ShouldHandle = attempt => ValueTask.FromResult(IsTransient(attempt.Outcome)),
            OnOpened = opened =>
            {
                Log.BreakerOpened(logger, provider.Id, opened.BreakDuration);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                Log.BreakerClosed(logger, provider.Id);
                return ValueTask.CompletedTask;
            },
        };
    }

    private static bool IsTransient(Outcome<RegistryReply> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: RegistryReply.Failed { IsTransient: true } } => true,
        _ => false,
    };

    private static TimeSpan? AskedFor(Outcome<RegistryReply> outcome) => (outcome.Result as RegistryReply.Failed)?.RetryAfter;

    private static string Cause(Outcome<RegistryReply> outcome) =>
        (outcome.Result as RegistryReply.Failed)?.Cause ?? outcome.Exception?.GetType().Name ?? string.Empty;
}
