// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Upkeep;
using OnceOnly.Storage;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>
/// One gateway instance with its state in a folder or a server. Several may share the state, as instances do; one that is simply
/// not used any more is an instance that died.
/// </summary>
public sealed class World : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    public World(World? other = null, Action<EvidenceOptions>? configure = null, Action<IServiceCollection>? add = null)
    {
        _ownsFolder = other is null;
        Folder = other?.Folder ?? Directory.CreateTempSubdirectory("onceonly-evidence-").FullName;
        Clock = other?.Clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        Registers = other?.Registers ?? new FakeRegisters();
        Provider = other is null ? new FakeProvider() : new FakeProvider { Answer = other.Provider.Answer, Patience = other.Provider.Patience, IsUnderWay = other.Provider.IsUnderWay };
        Engine = other?.Engine ?? new StateEngine(Folder);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(Engine.Settings)
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IEvidenceCatalogue>(Registers)
            .AddSingleton<IEServiceDirectory>(Registers)
            .AddSingleton<IEvidenceProvider>(Provider)
            .AddSingleton<ILoggerFactory>(Logs)
            .AddLogging()
            .AddOnceOnlyEvidence(configure ?? (_ => { }))
            .AddOnceOnlyState(settings);
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public string Folder { get; }

    internal StateEngine Engine { get; }

    public FakeTimeProvider Clock { get; }

    public FakeRegisters Registers { get; }

    public FakeProvider Provider { get; }

    public CapturedLogs Logs { get; } = new();

    public IEvidenceBroker Broker => Get<IEvidenceBroker>();

    public IExplicitRequests Requests => Get<IExplicitRequests>();

    public IPreviews Previews => Get<IPreviews>();

    public IMyData MyData => Get<IMyData>();

    public EService School => Registers.Services["school"];

    public EService Library => Registers.Services["library"];

    public static AuthenticatedPerson Maria { get; } = Natural("EL/XX/maria-1", "Papadopoulou");

    public static AuthenticatedPerson Nikos { get; } = Natural("EL/XX/nikos-2", "Georgiou");

    public static AuthenticatedPerson Company { get; } = new(
        new LegalPerson("EL/XX/company-9", "Olive Oil AE"),
        (NaturalPerson)Maria.Subject,
        LevelOfAssurance.High,
        "EL",
        new DateTimeOffset(2026, 11, 21, 11, 59, 0, TimeSpan.Zero));

    /// <summary>A child, represented by Nikos.</summary>
    public static AuthenticatedPerson Ward { get; } =
        Natural("EL/XX/ward-3", "Georgiou") with { Representative = (NaturalPerson)Nikos.Subject };

    /// <summary>The same child, represented by Maria.</summary>
    public static AuthenticatedPerson WardOfMaria { get; } = Ward with { Representative = (NaturalPerson)Maria.Subject };

    public static CancellationToken Soon => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One turn of all background work.</summary>
    public async Task TurnAsync()
    {
        foreach (var work in _services.GetServices<IBackgroundWork>())
        {
            await work.TurnAsync(Soon);
        }
    }

    public async Task<ExplicitRequestView> GiveAsync(EService service, AuthenticatedPerson person, params string[] evidenceTypes)
    {
        var proposal = (await Requests.ProposeAsync(service, new EvidenceWish("T3", evidenceTypes, [], null), Soon)).ShouldSucceed();
        var chosen = proposal.Items.Select(offer => new RequestedEvidence(offer.EvidenceType, offer.Provider)).ToArray();
        return (await Requests.GiveAsync(proposal, chosen, person, new GivenWording("1", "en"), Soon)).ShouldSucceed();
    }

    public async Task<ExchangeView> AskAsync(EServiceCall call, string evidenceType) =>
        (await Broker.RequestAsync(call, new RequestEvidenceCommand(evidenceType, null, null, null), Soon)).ShouldSucceed();

    public async Task<Preview> OpenAsync(ExchangeView exchange, AuthenticatedPerson person) =>
        (await Previews.OpenAsync(exchange.Interaction.ShouldNotBeNull().Token, person, Soon)).ShouldSucceed();

    public async Task<ExchangeView> AcceptedAsync(EServiceCall call, AuthenticatedPerson person, string evidenceType)
    {
        var preview = await OpenAsync(await AskAsync(call, evidenceType), person);
        (await Previews.DecideAsync(preview.Id, person, accept: true, Soon)).ShouldSucceed();
        return await AskAsync(call, evidenceType);
    }

    /// <summary>Fetches everything and returns the documents' bytes.</summary>
    public async Task<IReadOnlyList<byte[]>> FetchAsync(EServiceCall call, string exchangeId)
    {
        var delivery = (await Broker.FetchAsync(call, exchangeId, Soon)).ShouldSucceed();
        var documents = new List<byte[]>();
        foreach (var document in delivery.Documents)
        {
            documents.Add(await BytesAsync(delivery.ReadAsync(document, Soon)));
        }

        await delivery.CompleteAsync(Soon);
        return documents;
    }

    public async Task<ExchangeView> AcknowledgeAsync(EServiceCall call, string exchangeId, IEnumerable<byte[]> documents)
    {
        ReadOnlyMemory<byte>[] digests = [.. documents.Select(document => new ReadOnlyMemory<byte>(SHA256.HashData(document)))];
        return (await Broker.AcknowledgeAsync(call, exchangeId, digests, Soon)).ShouldSucceed();
    }

    public static async Task<byte[]> BytesAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var all = new MemoryStream();
        await foreach (var piece in pieces)
        {
            await all.WriteAsync(piece, Soon);
        }

        return all.ToArray();
    }

    /// <summary>Waits, a bounded time, until it is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string>? told = null)
    {
        for (var turn = 0; !await isSo(); turn++)
        {
            turn.ShouldBeLessThan(2000, turn < 2000 ? null : "It did not happen in time. " + told?.Invoke());
            await Task.Delay(5, Soon);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, Func<string>? told = null) => UntilAsync(() => Task.FromResult(isSo()), told);

    /// <summary>Moves the clock step by step until the task is done, because its timers may not be set yet.</summary>
    public async Task AdvanceUntilAsync(Task task, TimeSpan step)
    {
        for (var turn = 0; !task.IsCompleted; turn++)
        {
            turn.ShouldBeLessThan(2000, "It did not end in time.");
            await Task.Delay(5, CancellationToken.None);
            Clock.Advance(step / 10);
        }

        await task;
    }

    /// <summary>Names of all entries in the ledger, in order.</summary>
    public IReadOnlyList<string> Events() => Query("SELECT json_extract(body, '$.event') FROM ledger_entry ORDER BY id");

    /// <summary>First column of a query on the state, as another program would see it.</summary>
    public IReadOnlyList<string> Query(string sql, string database = DatabaseName.State) => Engine.Query(sql, database);

    /// <summary>Ends the instance in good order; its files stay.</summary>
    /// <summary>Lets go of leases, as the host does when it stops in order.</summary>
    public async Task EndAsync()
    {
        foreach (var work in _services.GetServices<IBackgroundWork>())
        {
            await work.EndAsync(Soon);
        }
    }

    public ValueTask CloseAsync() => _services.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        // An instance gives asks under way a moment, by its own clock.
        await AdvanceUntilAsync(CloseAsync().AsTask(), TimeSpan.FromSeconds(10));
        if (_ownsFolder)
        {
            await Engine.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static AuthenticatedPerson Natural(string identifier, string familyName) => new(
        new NaturalPerson(identifier, familyName, "Maria", new DateOnly(1980, 1, 2)),
        null,
        LevelOfAssurance.High,
        "EL",
        new DateTimeOffset(2026, 11, 21, 11, 59, 0, TimeSpan.Zero));
}
