// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Asking;

/// <summary>Asks providers in the background: an ask outlives the call that caused it, and ends with the process.</summary>
internal sealed class ProviderAsker(
    IEnumerable<IEvidenceProvider> providers,
    AskIntent intent,
    AskOutcome outcome,
    CopyVault vault,
    SealedPerson persons,
    EvidenceMeter meter,
    IOptions<EvidenceOptions> options,
    TimeProvider clock,
    ILogger<ProviderAsker> log) : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, RunningAsk> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Ends those who wait for long as soon as the instance stops; the rest gets a moment.</summary>
    private readonly CancellationTokenSource _leaving = new();
    /// <summary>Exchanges this instance is asking about, at the revision it holds.</summary>
    public IReadOnlyList<Exchange> Running => [.. _running.Values.Select(running => running.Ask.Exchange)];

    /// <summary>Those who wait for minutes are bounded apart, so that they are in nobody's way.</summary>
    public bool IsFull(string provider) =>
        AdapterOf(provider)?.Patience is null
            ? _running.Values.Count(running => !running.IsPatient) >= options.Value.ConcurrentAsks
            : _running.Values.Count(running => running.IsPatient) >= options.Value.ConcurrentWaits;
    public bool IsAsking(string exchangeId) => _running.ContainsKey(exchangeId);

    public bool Reaches(string provider) => AdapterOf(provider) is not null;

    /// <inheritdoc cref="IEvidenceProvider.IsUnderWayAsync"/>
    public ValueTask<bool> IsUnderWayAsync(Exchange exchange, CancellationToken cancellationToken) =>
        AdapterOf(exchange.Provider)?.IsUnderWayAsync(exchange.Id, exchange.Attempt, cancellationToken) ?? new(false);

    /// <inheritdoc cref="IEvidenceProvider.DepartureAsync"/>
    public async ValueTask<Uri?> DepartureAsync(Exchange exchange, CancellationToken cancellationToken) =>
        exchange.Journey is { } journey && AdapterOf(exchange.Provider) is { } adapter
            ? await adapter.DepartureAsync(exchange.Id, journey, cancellationToken)
            : null;
    /// <summary>Asks in the background. The intent is in the ledger already.</summary>
    public void Start(Ask ask)
    {
        var running = new RunningAsk(ask, AdapterOf(ask.Offer.Provider)?.Patience is not null);
        _running[ask.Exchange.Id] = running;
        running.Task = Task.Run(() => RunAsync(running));
    }

    /// <summary>Gives what is under way a moment to end, then abandons it: whoever finds it will ask again, and say so.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await EndAsync(Grace);
        await _stopping.CancelAsync();
        await EndAsync(Grace);
        _leaving.Dispose();
        _stopping.Dispose();
    }

    private async Task EndAsync(TimeSpan atMost) =>
        await Task.WhenAll(_running.Values.Select(running => running.Task)).WaitAsync(atMost, clock)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RunAsync(RunningAsk running)
    {
        var ask = running.Ask;
        var stopping = running.IsPatient ? _leaving.Token : _stopping.Token;
        try
        {
            using var sink = vault.Sink(ask.Copy.Id, ask.DataKey, Limits(ask));
            var answer = await AnswerAsync(running, sink, stopping);
            await outcome.RecordAsync(await running.AnsweredAsync(), answer, sink, _stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Log.AskAbandoned(log, ask.Exchange.Id);
            await outcome.AbandonAsync(await running.AnsweredAsync());
        }
#pragma warning disable CA1031 // The store failed: without its record the exchange is found and asked about again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.OutcomeNotRecorded(log, ask.Exchange.Id, Cause.Of(exception));
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(ask.Exchange.Id, running));
        }
    }

    private async Task<ProviderAnswer> AnswerAsync(RunningAsk running, DocumentSink sink, CancellationToken stopping)
    {
        var ask = running.Ask;
        var adapter = AdapterOf(ask.Offer.Provider)!;
        using var timeout = new CancellationTokenSource(adapter.Patience ?? options.Value.AskTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            var person = await persons.OpenAsync(ask.Request.SealedPerson!, ask.Request.Id, either.Token);
            var question = new ProviderQuestion(ask.Exchange.Id, ask.Offer, person, ask.Request.Procedure, ask.Request.Tenant, code => MayRepeatAsync(running, code))
            {
                Attempt = ask.Exchange.Attempt,
                Client = ask.Request.ClientId,
                ExplicitRequest = ask.Request.Id,
                Preview = ask.Exchange.Journey,
            };
            if (ask.Asks)
            {
                meter.Asked(ask.Exchange);
            }

            // An adapter that does not heed its token is left behind; its copy is erased with the outcome.
            var answer = await adapter.AskAsync(question, sink, either.Token).WaitAsync(either.Token);
            return sink.Fault is null && answer is ProviderAnswer.Provided && sink.Documents.Count == 0
                ? Failed(EvidenceErrorCode.RegistryAnswerInvalid)
                : sink.Fault is { } fault ? Failed(CodeOf(fault)) : answer;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return Failed(EvidenceErrorCode.RegistryUnreachable);
        }
#pragma warning disable CA1031 // A fault of the adapter must not leave the exchange without an outcome.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (sink.Fault is { } fault)
            {
                return Failed(CodeOf(fault));
            }

            // Not the message: an adapter's might quote what the registry said about the person.
            Log.AdapterFailed(log, ask.Exchange.Id, exception.GetType().Name, exception.StackTrace);
            return Failed(EvidenceErrorCode.Internal);
        }
    }

    private async Task<bool> MayRepeatAsync(RunningAsk running, EvidenceErrorCode lastTry)
    {
        if (!await running.TryRepeatAsync(ask => intent.RepeatAsync(ask, new EvidenceError(lastTry).WireCode)))
        {
            return false;
        }

        meter.Asked(running.Ask.Exchange);
        return true;
    }

    private IEvidenceProvider? AdapterOf(string provider) => providers.FirstOrDefault(adapter => adapter.Reaches(provider));

    private SinkLimits Limits(Ask ask) => new(options.Value.LargestEvidence, options.Value.MostDocuments, ask.Offer.MediaTypes);

    private static EvidenceErrorCode CodeOf(SinkFault fault) =>
        fault == SinkFault.TooLarge ? EvidenceErrorCode.RegistryAnswerTooLarge : EvidenceErrorCode.RegistryAnswerInvalid;

    private static ProviderAnswer.Failed Failed(EvidenceErrorCode code) => new(new EvidenceError(code));
}
