// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Providers;
using OnceOnly.Evidence.Serving;
using OnceOnly.Evidence.Upkeep;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Providing;
using OnceOnly.Oots.Writing;
using OnceOnly.Storage;

namespace OnceOnly.Oots.Tests.Providing;

/// <summary>The provider's side over a real store, with a registry and an access point of the test's own.</summary>
internal sealed class ProvidingWorld : IAccessPoint, IRemits, IEvidenceProvider, IEvidenceCatalogue, IEServiceDirectory, IAsyncDisposable
{
    public const string Repository = "https://sr.oots.tech.ec.europa.eu";
    public const string RecordId = "41170824-15d9-4c16-984e-63b75b937b8c";
    public const string Classification = Repository + "/evidencetypeclassifications/EL/ca8afed6-2dc0-422a-a931-d21c3d8d370e";
    public const string Scheme = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:EL";

    private readonly string _folder = Directory.CreateTempSubdirectory("onceonly-oots-").FullName;
    private readonly ServiceProvider _services;

    public ProvidingWorld(params (string Key, string Value)[] settings)
    {
        const string service = "DataServices:birth:";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Sqlite:Folder"] = _folder,
            ["Country"] = "EL",
            ["PreviewAddress"] = "https://gateway.example.gr/preview-space/",
            [service + "RecordId"] = RecordId,
            [service + "Classification"] = Classification,
            [service + "Titles:en"] = "Birth certificate",
            [service + "Titles:el"] = "Ληξιαρχική πράξη γέννησης",
            [service + "Agent:Scheme"] = Scheme,
            [service + "Agent:Identifier"] = "ELREG01",
            [service + "Agent:Names:en"] = "Civil register",
            [service + "Provider"] = "civil",
            [service + "EvidenceType"] = "birth",
            [service + "Formats:0:Format"] = "application/pdf",
            [service + "Formats:0:Language"] = "el",
            ["Requesters:0:Party"] = "AP_SE_01",
            ["Requesters:0:ReturnOrigins:0"] = "https://portal.example.se",
        }).AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IAccessPoint>(this)
            .AddSingleton<IRemits>(this)
            .AddSingleton<IEvidenceProvider>(this)
            .AddSingleton<IEvidenceCatalogue>(this)
            .AddSingleton<IEServiceDirectory>(this)
            .AddOnceOnlyEvidence(options => options.QuickAnswer = TimeSpan.Zero)
            .AddOnceOnlyState(configuration)
            .AddOotsProviding(configuration)
            .BuildServiceProvider();
    }

    public static AuthenticatedPerson Aino { get; } = new(
        new NaturalPerson("FI/EL/subject-0001", "Virtanen", "Aino", new DateOnly(1984, 2, 29)), null, LevelOfAssurance.High, "FI", DateTimeOffset.UnixEpoch);

    public ConcurrentQueue<OutgoingEdm> Sent { get; } = new();

    public ConcurrentQueue<ProviderQuestion> Questions { get; } = new();

    /// <summary>Media types and contents the registry gives.</summary>
    public List<(string MediaType, byte[] Content)> Documents { get; } = [("application/pdf", "%PDF-1.7 birth"u8.ToArray())];

    public ProviderAnswer Answer { get; set; } = new ProviderAnswer.Provided();

    /// <summary>Whether messages with documents are not acceptable.</summary>
    public bool TakesNoDocuments { get; set; }

    /// <summary>For whom the requester's access point may speak.</summary>
    public Remit? Remit { get; set; } = new(["SE"], []);

    public IServingPreviews Previews => _services.GetRequiredService<IServingPreviews>();

    public IServiceProvider Services => _services;

    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    public static EvidenceRequest Request(EdmVersion version, string? format = "application/pdf", params string[] supplements) => new()
    {
        Version = version,
        Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
        IssuedAt = TimeProvider.System.GetUtcNow(),
        Procedure = "T3",
        PossibilityForPreview = true,
        ExplicitRequestGiven = true,
        Requirements = [new OotsRequirement(Repository + "/requirements/f8a6a284-34e9-42c7-9733-63b5c4f4aa42", [new OotsText("EN", "Proof of birth")], [])],
        Requesters = [new OotsAgent(new SchemedIdentifier("urn:cef.eu:names:identifier:EAS:0007", "2021001234"), [new OotsText("SV", "Kommunen")], new OotsAddress("SE"), "ER")],
        Provider = new OotsAgent(new SchemedIdentifier(Scheme, "ELREG01"), [new OotsText("EN", "Civil register")]),
        EvidenceType = new RequestedEvidenceType(
            RecordId, Classification, [new OotsText("EN", "Birth certificate")], format is null ? [] : [new RequestedDistribution(format) { AssociatedDocuments = supplements }]),
        Subject = new OotsNaturalPerson("Virtanen", "Aino", new DateOnly(1984, 2, 29))
        {
            LevelOfAssurance = "High",
            Identifier = new SchemedIdentifier("eidas", "FI/SE/subject-0001"),
        },
    };

    /// <summary>The second request of a preview.</summary>
    public static EvidenceRequest Second(EvidenceRequest first, string location) => first with
    {
        Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
        PreviewLocation = location,
        ReturnLocation = first.Version >= EdmVersion.V20 ? "https://portal.example.se/back" : null,
    };

    /// <summary>Brings a message as the access point does.</summary>
    public Task<string> TakeAsync(EvidenceRequest request, string? messageId = null, string conversation = "conversation", TimeSpan late = default) =>
        TakeAsync(request, EdmWriter.Write(request), messageId, conversation, late);

    /// <summary>Brings a message as somebody else wrote it.</summary>
    public async Task<string> TakeAsync(EvidenceRequest request, byte[] xml, string? messageId = null, string conversation = "conversation", TimeSpan late = default)
    {
        EdmDocument.TryRead(xml, out var document, out _).ShouldBeTrue();
        EdmParser.TryParse(document!, out var message, out var problem).ShouldBeTrue(problem);
        var envelope = new EdmEnvelope(
            new SchemedIdentifier("urn:oasis:names:tc:ebcore:partyid-type:unregistered:oots", "AP_SE_01"),
            conversation,
            request.Version >= EdmVersion.V20 ? "exchange" : null,
            request.Requester.Identifier,
            request.Provider.Identifier,
            request.Version);
        messageId ??= Guid.NewGuid().ToString("D");
        await _services.GetRequiredService<IIncomingRequests>().TakeAsync(
            new IncomingEdm(messageId, envelope, TimeProvider.System.GetUtcNow() - late, document!, message!, []), Soon);
        return messageId;
    }

    /// <summary>The answer to a request, read and judged.</summary>
    public async Task<(OutgoingEdm Outgoing, EdmMessage Message)> AnswerToAsync(EvidenceRequest request)
    {
        OutgoingEdm? found = null;
        for (var turn = 0; found is null; turn++)
        {
            turn.ShouldBeLessThan(2000, "No answer came.");
            await Task.Delay(5, Soon);
            found = Sent.FirstOrDefault(sent => Encoding.UTF8.GetString(sent.Xml.Span).Contains($"requestId=\"{request.Id}\"", StringComparison.Ordinal));
        }

        EdmDocument.TryRead(found.Xml, out var document, out _).ShouldBeTrue();
        Rules.RuleJudge.Broken(document!).ShouldBeEmpty();
        EdmParser.TryParse(document!, out var message, out var problem).ShouldBeTrue(problem);
        return (found, message!);
    }

    public async Task<EdmException> ErrorToAsync(EvidenceRequest request) =>
        (await AnswerToAsync(request)).Message.ShouldBeOfType<EvidenceErrorResponse>().Exceptions.ShouldHaveSingleItem();

    /// <summary>The link of a first request.</summary>
    public async Task<string> LinkAsync(EvidenceRequest request)
    {
        await TakeAsync(request);
        return (await ErrorToAsync(request)).PreviewLocation.ShouldNotBeNull();
    }

    public async Task<ServedPreview> OpenAsync(string location, AuthenticatedPerson? person = null)
    {
        for (var turn = 0; ; turn++)
        {
            var preview = await Previews.OpenAsync(TokenOf(location), person ?? Aino, Soon);
            preview.Error.ShouldBeNull();
            if (preview.Value!.State != ServedRequestState.Matched)
            {
                return preview.Value;
            }

            turn.ShouldBeLessThan(2000);
            await Task.Delay(5, Soon);
        }
    }

    public async Task DecideAsync(string location, params string[] accepted) =>
        (await Previews.DecideAsync(TokenOf(location), Aino, accepted, Soon)).Error.ShouldBeNull();

    public static string TokenOf(string location) => location[(location.LastIndexOf('/') + 1)..];

    /// <summary>Names of the ledger's entries.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await _services.GetRequiredService<ILedgerStore>().SequenceAsync(0, 1000, Soon)).Select(record => LedgerJson.EventOf(LedgerJson.Read(record.Body)))];

    public async Task TurnAsync()
    {
        foreach (var work in _services.GetServices<IBackgroundWork>())
        {
            await work.TurnAsync(Soon);
        }
    }

    long IAccessPoint.LargestMessage => 100 * 1024 * 1024;

    async Task<Result<string>> IAccessPoint.SubmitAsync(OutgoingEdm message, CancellationToken cancellationToken)
    {
        if (TakesNoDocuments && message.Documents.Count > 0)
        {
            throw new ArgumentException("Too many parts.", nameof(message));
        }

        if (Sent.All(sent => sent.Key != message.Key))
        {
            Sent.Enqueue(message with { Documents = [.. message.Documents.Select(Read)] });
        }

        return await Task.FromResult("transport-id");
    }

    string IAccessPoint.MessageIdOf(Guid key) => "transport-id";

    Task<bool?> IAccessPoint.WasReceivedAsync(string messageId, CancellationToken cancellationToken) => Task.FromResult<bool?>(true);

    Task IAccessPoint.WithdrawAsync(string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    Remit? IRemits.Find(SchemedIdentifier party) => party.Value == "AP_SE_01" ? Remit : null;

    bool IEvidenceProvider.Reaches(string provider) => provider == "civil";

    async Task<ProviderAnswer> IEvidenceProvider.AskAsync(ProviderQuestion question, IDocumentSink sink, CancellationToken cancellationToken)
    {
        Questions.Enqueue(question);
        foreach (var (mediaType, content) in Answer is ProviderAnswer.Provided ? Documents : [])
        {
            await sink.WriteAsync(mediaType, "evidence", new MemoryStream(content), cancellationToken);
        }

        return Answer;
    }

    ValueTask<IReadOnlyList<EvidenceOffer>> IEvidenceCatalogue.FindAsync(EvidenceQuery query, CancellationToken cancellationToken) => new([]);

    EService? IEServiceDirectory.Find(string clientId) => null;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Documents can be read only while they are handed over.</summary>
    private static DocumentPart Read(DocumentPart part)
    {
        using var stream = part.OpenRead();
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return part with { OpenRead = () => new MemoryStream(all.ToArray()) };
    }
}
