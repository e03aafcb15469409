// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Copies;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Telemetry;

namespace OnceOnly.Evidence.Serving;

/// <summary>
/// Asks the registry for a served request, in the background. The intent is in the ledger first; an asker that dies is
/// followed by another, which the ledger says, and after three deaths the answer is that it failed.
/// </summary>
internal sealed class RegistryAsk(
    IServedState state,
    IServingChannel channel,
    IEnumerable<IEvidenceProvider> providers,
    PersonReferences references,
    ServedVault vault,
    CopyVault copies,
    RegistryAnswer answers,
    ServedLedger ledger,
    ExchangeChanges changes,
    EvidenceMeter meter,
    IOptions<EvidenceOptions> options,
    TimeProvider clock,
    ILogger<RegistryAsk> log) : IAsyncDisposable
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turns = new(options.Value.ConcurrentAsks);
    private int _running;

    /// <summary>Somebody the request is about has come, or nobody has to: asks the registry.</summary>
    /// <returns>False when the request has moved on: read it.</returns>
    public async Task<bool> StartAsync(ServedRequest served, AuthenticatedPerson person, CancellationToken cancellationToken)
    {
        var reference = await references.OfAsync(RequestedPersons.Recognisable(person), cancellationToken);
        var after = served.MovedTo(ServedRequestState.Matched, ledger.Now) with
        {
            Person = reference,
            SealedPerson = await vault.SealAsync(person, served.Id, cancellationToken),
            DueAt = served.LinkDigest is null ? served.DueAt : served.DecideBy,
        };
        LedgerRecord[] came = served.LinkDigest is null
            ? []
            : [await ledger.RecordAsync(
                new ServedRequestMatched(LevelOfAssuranceUri.Of(person.LevelOfAssurance)), after, cancellationToken, PersonalFields.Of(person))];
        return await BeginAsync(served, after, person, came, new EvidenceAsked(), cancellationToken);
    }

    /// <summary>The asker died, perhaps before it had begun.</summary>
    public async Task AgainAsync(ServedRequest served, CancellationToken cancellationToken)
    {
        if (served.State == ServedRequestState.Received)
        {
            await StartAsync(served, await vault.OpenPersonAsync(served, cancellationToken), cancellationToken);
            return;
        }

        if (served.Attempt >= MostAttempts)
        {
            await answers.RecordAsync(served, new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.Internal)), sink: null, dataKey: null, cancellationToken);
            return;
        }

        var person = await vault.OpenPersonAsync(served, cancellationToken);
        var after = served.MovedTo(ServedRequestState.Matched, ledger.Now);
        await BeginAsync(served, after, person, [], new EvidenceReAsked(served.Attempt + 1, "recovered"), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        for (var waited = TimeSpan.Zero; Volatile.Read(ref _running) > 0 && waited < Grace; waited += TimeSpan.FromMilliseconds(20))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        _stopping.Dispose();
        _turns.Dispose();
    }

    private async Task<bool> BeginAsync(
        ServedRequest before,
        ServedRequest after,
        AuthenticatedPerson person,
        IReadOnlyList<LedgerRecord> entries,
        LedgerEntry asked,
        CancellationToken cancellationToken)
    {
        var offer = channel.FindOffer(before.Service);
        var copyId = Handle.New();
        var key = await copies.NewAsync(after.Person.Subject, copyId, cancellationToken);
        after = after with
        {
            Attempt = before.Attempt + 1,
            LeaseUntil = ledger.Now + options.Value.AskTimeout + options.Value.Lease,
            CopyId = copyId,
        };
        var change = new ServedChange
        {
            Ledger = [.. entries, await ledger.RecordAsync(asked, after, cancellationToken)],
            Step = new ServedStep(before, after),
            AddedCopy = NewCopy(copyId, after, offer, key),
            ErasedCopies = before.CopyId is { } abandoned ? [abandoned] : [],
        };
        if (await state.CommitAsync(change, cancellationToken) != CommitOutcome.Committed)
        {
            return false;
        }

        Log.Served(log, after.Id, before.State, after.State);
        changes.Announce(after.Id);
        if (offer is not null)
        {
            meter.Asked(offer);
        }

        _ = Task.Run(() => RunAsync(new ServedAsk(after, state, ledger, options.Value), offer, person, key.DataKey), CancellationToken.None);
        return true;
    }

    private async Task RunAsync(ServedAsk ask, EvidenceOffer? offer, AuthenticatedPerson person, byte[] dataKey)
    {
        Interlocked.Increment(ref _running);
        try
        {
            var limits = new SinkLimits(Math.Min(options.Value.LargestEvidence, channel.LargestAnswer), Math.Min(options.Value.MostDocuments, channel.MostDocuments), []);
            using var sink = copies.Sink(ask.Request.CopyId!, dataKey, limits);
            var answer = offer is null
                ? new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.NoProvider))
                : await AnswerAsync(ask, offer, person, sink);
            await answers.RecordAsync(await ask.AnsweredAsync(), answer, sink, dataKey, _stopping.Token);
        }
#pragma warning disable CA1031 // Without a record the request is found after its lease, and the registry asked again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ServedAskBroken(log, ask.Request.Id, exception.GetType().Name);
            await ask.AbandonAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<ProviderAnswer> AnswerAsync(ServedAsk ask, EvidenceOffer offer, AuthenticatedPerson person, DocumentSink sink)
    {
        using var timeout = new CancellationTokenSource(options.Value.AskTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        try
        {
            if (providers.FirstOrDefault(adapter => adapter.Reaches(offer.Provider)) is not { } provider)
            {
                return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.NoProvider));
            }

            var served = ask.Request;
            var question = new ProviderQuestion(served.Id, offer, person, served.Procedure, served.Requester, code => ask.MayRepeatAsync(code));
            var answer = await InTurnAsync(() => provider.AskAsync(question, sink, either.Token).WaitAsync(either.Token), either.Token);
            if (sink.Fault == SinkFault.TooLarge)
            {
                return TooLarge();
            }

            return answer is ProviderAnswer.Provided && (sink.Fault is not null || sink.Documents.Count == 0)
                ? new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryAnswerInvalid))
                : answer;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !_stopping.IsCancellationRequested)
        {
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.RegistryUnreachable));
        }
#pragma warning disable CA1031 // A fault of the adapter must not leave the request without an outcome.
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (sink.Fault == SinkFault.TooLarge)
            {
                return TooLarge();
            }

            Log.AdapterFailed(log, ask.Request.Id, exception.GetType().Name, exception.StackTrace);
            return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.Internal));
        }
    }

    private static ProviderAnswer.Failed TooLarge() => new(new EvidenceError(EvidenceErrorCode.RegistryAnswerTooLarge));

    /// <summary>The wait counts as part of the ask: what gets no turn in time fails, rather than pile up in front of the registries.</summary>
    private async Task<ProviderAnswer> InTurnAsync(Func<Task<ProviderAnswer>> ask, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await ask();
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Never serves anything but this request, and goes with it.</summary>
    private static EvidenceCopy NewCopy(string id, ServedRequest served, EvidenceOffer? offer, NewDataKey key) => new()
    {
        Id = id,
        State = CopyState.Arriving,
        ExplicitRequestId = string.Empty,
        Subject = served.Person.Subject,
        Tenant = string.Empty,
        EvidenceType = offer?.EvidenceType ?? string.Empty,
        Provider = offer?.Provider ?? string.Empty,
        Policy = ReusePolicy.None,
        KeyId = key.KeyId,
        DataKey = key.Wrapped,
    };
}
