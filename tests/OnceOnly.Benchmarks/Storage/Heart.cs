// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.State;
using OnceOnly.Evidence.Upkeep;
using OnceOnly.Storage;

namespace OnceOnly.Benchmarks.Storage;

/// <summary>What a gateway does behind its doors, on real stores.</summary>
internal sealed class Heart : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _working = new();
    private Task _work = Task.CompletedTask;

    public Heart(IReadOnlyDictionary<string, string?> settings)
    {
        var registry = new OneRegistry();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IEvidenceCatalogue>(registry)
            .AddSingleton<IEServiceDirectory>(registry)
            .AddSingleton<IEvidenceProvider>(registry)
            .AddOnceOnlyEvidence(_ => { })
            .AddOnceOnlyState(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    /// <summary>Background work as a gateway does it, from now on.</summary>
    public void Start() => _work = Get<BackgroundWorker>().RunAsync(_working.Token);

    /// <summary>Explicit request, ask, preview, delivery, acknowledgement, for a person never seen before.</summary>
    public async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        var (requests, previews, broker) = (Get<IExplicitRequests>(), Get<IPreviews>(), Get<IEvidenceBroker>());
        var person = Somebody();
        var proposal = Value(await requests.ProposeAsync(OneRegistry.Service, new EvidenceWish(OneRegistry.Procedure, [OneRegistry.EvidenceType], [], null), cancellationToken));
        var chosen = proposal.Items.Select(offer => new RequestedEvidence(offer.EvidenceType, offer.Provider)).ToArray();
        var given = Value(await requests.GiveAsync(proposal, chosen, person, new GivenWording("1", "en"), cancellationToken));

        var call = new EServiceCall(OneRegistry.Service, given.Id);
        var asked = Value(await broker.RequestAsync(call, new RequestEvidenceCommand(OneRegistry.EvidenceType, null, null, null), cancellationToken));
        var preview = Value(await previews.OpenAsync(asked.Interaction!.Token, person, cancellationToken));
        Value(await previews.DecideAsync(preview.Id, person, accept: true, cancellationToken));

        var delivery = Value(await broker.FetchAsync(call, asked.Id, cancellationToken));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var piece in delivery.ReadAsync(delivery.Documents[0], cancellationToken))
        {
            digest.AppendData(piece.Span);
        }

        await delivery.CompleteAsync(cancellationToken);
        var done = Value(await broker.AcknowledgeAsync(call, asked.Id, [digest.GetHashAndReset()], cancellationToken));
        if (done.State != ExchangeState.Acknowledged)
        {
            throw new InvalidOperationException($"The exchange ended as {done.State}.");
        }
    }

    /// <summary>Writes what it is given to the ledger; it is on disk when this completes.</summary>
    public Task AppendAsync(LedgerRecord entry, CancellationToken cancellationToken) =>
        Get<IEvidenceState>().CommitAsync(new StateChange { Ledger = [entry] }, cancellationToken);

    /// <summary>An entry of a real exchange.</summary>
    public async Task<LedgerRecord> EntryAsync(CancellationToken cancellationToken)
    {
        var stored = (await Get<ILedgerStore>().SequenceAsync(0, 1, cancellationToken))[0];
        return new LedgerRecord(stored.Person, stored.Body, stored.Sealed);
    }

    /// <summary>Gives all entries their place in the tree and signs what it has become.</summary>
    public async Task SequenceAsync(CancellationToken cancellationToken)
    {
        await _services.GetServices<IBackgroundWork>().Single(work => work.GetType().Name == "LedgerSequencer").TurnAsync(cancellationToken);
        var store = Get<ILedgerStore>();
        if ((await store.SequenceAsync(await store.SignedSizeAsync(cancellationToken), 1, cancellationToken)).Count > 0)
        {
            throw new InvalidOperationException($"Somebody else sequences, or: {Get<LedgerStatus>().Problem}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _working.CancelAsync();
        await _work;
        await _services.DisposeAsync();
        _working.Dispose();
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static T Value<T>(Result<T> result) => result.IsSuccess ? result.Value : throw new InvalidOperationException($"An exchange failed: {result.Error.Code}.");

    private static AuthenticatedPerson Somebody() => new(
        new NaturalPerson("EL/XX/" + Guid.NewGuid(), "Papadopoulou", "Maria", new DateOnly(1980, 1, 2)), null, LevelOfAssurance.High, "EL", DateTimeOffset.UnixEpoch);
}
