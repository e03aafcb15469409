// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Errors;
using OnceOnly.Registries.Declarations;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace OnceOnly.Registries.Calls;

/// <summary>Calls one registry with timeout, repetition and breaker, and never throws for what it or the network does.</summary>
internal sealed class RegistryCaller
{
    private readonly ProviderDeclaration provider;
    private readonly RegistryClient client;
    private readonly RegistryMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<RegistryReply> pipeline;
    private readonly ResiliencePipeline<RegistryReply> oneTry;

    public RegistryCaller(
        ProviderDeclaration provider, RegistryClient client, RegistryMetrics metrics, TimeProvider time, ILogger logger)
    {
        (this.provider, this.client, this.metrics, this.time, this.logger) = (provider, client, metrics, time, logger);
        var breaker = new CircuitBreakerStateProvider();
        pipeline = ResiliencePipelines.Of(provider, breaker, time, logger);
        oneTry = ResiliencePipelines.TryOf(provider, time);
        metrics.Observe(provider.Id, breaker);
    }

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<RegistryReply> CallAsync(RegistryCall call, CancellationToken cancellationToken)
    {
        using var activity = RegistryMetrics.Source.StartActivity("registry " + call.Step, ActivityKind.Client);
        activity?.SetTag("onceonly.provider", provider.Id);
        var started = time.GetTimestamp();
        var reply = await TryAllAsync(call, cancellationToken);
        metrics.Called(provider.Id, call.Step, reply, time.GetElapsedTime(started));
        if (reply is RegistryReply.Failed failed)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failed.Cause);
            Log.CallFailed(logger, provider.Id, call.Step, call.ExchangeId, failed.Code, failed.Cause);
        }

        return reply;
    }

    private async Task<RegistryReply> TryAllAsync(RegistryCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static (state, token) => state.Caller.TryAsync(state.Call, state.Tries, token),
                (Caller: this, Call: call, Tries: new CallTries(call.MayRepeatAsync)),
                cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryUnreachable, "left alone after failures", true, exception.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryUnreachable, "no answer in time", true);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded)
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryAnswerInvalid, exception.HttpRequestError.ToString());
        }
        catch (HttpRequestException exception)
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryUnreachable, exception.HttpRequestError.ToString(), true);
        }
        catch (IOException exception)
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryUnreachable, exception.GetType().Name, true);
        }
    }

    private async ValueTask<RegistryReply> TryAsync(RegistryCall call, CallTries tries, CancellationToken cancellationToken)
    {
        var reply = await oneTry.ExecuteAsync(
            static (state, token) => state.client.TryAsync(state.call, state.tries, token), (client, call, tries), cancellationToken);
        if (reply is not RegistryReply.Streaming streaming)
        {
            return reply;
        }

        using (streaming)
        {
            return await call.Reader!(streaming.Response, cancellationToken);
        }
    }
}
