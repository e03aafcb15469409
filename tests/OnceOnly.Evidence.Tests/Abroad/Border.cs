// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Previews;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Oots;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Rules;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>A gateway that asks abroad, and the other side played by the test.</summary>
internal sealed class Border : IRemits, IAsyncDisposable
{
    public static readonly Uri Back = new("https://gateway.example/preview/1");
    public const string Location = "https://preview.rekisteri.example/see?Key=aB%2fc";
    private readonly SealedServices? _owned;
    private readonly List<Task> _asked = [];
    public Border(Border? other = null, Action<Dictionary<string, string?>>? settings = null, Action<IServiceCollection>? add = null)
    {
        AccessPoint = other?.AccessPoint ?? new ForeignAccessPoint();
        Settings = settings;
        World = new World(other?.World, configure: null, add: services =>
        {
            Add(services);
            add?.Invoke(services);
        });
        Services = other?.Services ?? (_owned = new SealedServices(World.Clock));
        if (other is null)
        {
            File.WriteAllText(RootsFile, Services.Signer.Root.ExportCertificatePem());
            World.Registers.Services["school"] = World.School with { EvidenceTypes = new HashSet<string>(["birth", SealedServices.Degree], StringComparer.Ordinal) };
        }
    }

    public static string Provider => $"oots:FI:{SealedServices.Record}:FIREG01";

    public World World { get; }

    public SealedServices Services { get; }

    public ForeignAccessPoint AccessPoint { get; }

    /// <summary>For whom the provider's access point may speak.</summary>
    public Remit? Remit { get; set; } = new(["FI"], []);

    private Action<Dictionary<string, string?>>? Settings { get; }

    private string RootsFile => Path.Combine(World.Folder, "roots.pem");

    /// <summary>The citizen's explicit request for a degree from abroad.</summary>
    public async Task<EServiceCall> GiveAsync(AuthenticatedPerson? person = null)
    {
        var service = World.School;
        var proposal = (await World.Requests.ProposeAsync(service, new EvidenceWish("T3", [SealedServices.Degree], [], null), World.Soon)).ShouldSucceed();
        var given = await World.Requests.GiveAsync(
            proposal, [new RequestedEvidence(SealedServices.Degree, Provider)], person ?? World.Maria, new GivenWording("1", "en"), World.Soon);
        return new EServiceCall(service, given.ShouldSucceed().Id);
    }

    public Task<Result<ExchangeView>> AskAsync(EServiceCall call) =>
        World.Broker.RequestAsync(call, new RequestEvidenceCommand(SealedServices.Degree, null, null, null), World.Soon);

    /// <summary>Asks without waiting for the answer, and returns the message that left.</summary>
    public async Task<OutgoingEdm> SendAsync(EServiceCall call)
    {
        var before = AccessPoint.Sent.Count;
        _asked.Add(AskAsync(call));
        return await SentAsync(before + 1);
    }

    /// <summary>What the next instance does about an exchange whose asker is dead, and what the e-service does.</summary>
    public async Task SendAfterDeathAsync(EServiceCall call)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(16));
        await World.TurnAsync();
        await AskAsync(call);
    }

    public async Task<OutgoingEdm> SentAsync(int count)
    {
        await World.UntilAsync(() => AccessPoint.Sent.Count >= count, () => string.Join("\n", World.Logs.Lines));
        return AccessPoint.Sent.Last();
    }

    public static EvidenceRequest Read(OutgoingEdm message)
    {
        EdmDocument.TryRead(message.Xml, out var document, out _).ShouldBeTrue();
        EdmRules.Check(document!, OotsCodeLists.BuiltIn).ShouldAllBe(violation => violation.Severity == RuleSeverity.Warning);
        EdmParser.TryParse(document!, out var read, out var problem).ShouldBeTrue(problem);
        return read.ShouldBeOfType<EvidenceRequest>();
    }

    public static EvidenceErrorResponse Error(EvidenceRequest request, EdmErrorCode code, DateTimeOffset now, string? location = null) => new()
    {
        Version = request.Version,
        Id = Guid.NewGuid().ToString("D"),
        RequestId = request.Id,
        ErrorProvider = new OotsAgent(request.Provider.Identifier, request.Provider.Names, new OotsAddress("FI"), "ERRP"),
        Requester = request.Requester with { Address = null, Classification = null },
        Exceptions = [new EdmException(code, "for people", now) { PreviewLocation = location }],
    };

    public static EvidenceResponse Response(EvidenceRequest request, DateTimeOffset now, params string[] contentIds) => new()
    {
        Version = request.Version,
        Id = Guid.NewGuid().ToString("D"),
        RequestId = request.Id,
        IssuedAt = now,
        Providers = [new OotsAgent(request.Provider.Identifier, request.Provider.Names, new OotsAddress("FI"), "EP")],
        Requester = request.Requester with { Address = null, Classification = null },
        Packages = [.. contentIds.Select(id => new EvidencePackage(request.Version >= EdmVersion.V20 ? Urn() : null, Document(request, id)))],
    };

    /// <summary>What arrives from the access point, wherever it came from.</summary>
    public async Task TakeAsync(
        OutgoingEdm asked, EdmMessage answer, IReadOnlyList<DocumentPart>? parts = null, Func<IncomingEdm, IncomingEdm>? change = null, World? at = null)
    {
        EdmDocument.TryRead(EdmWriter.Write(answer), out var document, out _).ShouldBeTrue();
        var incoming = new IncomingEdm($"{Guid.NewGuid():N}@ap.example.fi", asked.Envelope.Answer(), World.Clock.GetUtcNow(), document!, answer, parts ?? []);
        await (at ?? World).Get<IIncomingAnswers>().TakeAsync(change?.Invoke(incoming) ?? incoming, World.Soon);
    }

    public static DocumentPart Part(string contentId, byte[] content, string mediaType = "application/pdf") =>
        new(contentId, mediaType, content.Length, () => new MemoryStream(content));

    /// <summary>The way to the citizen's departure: the preview, and the second request that left.</summary>
    public async Task<(Preview Preview, Uri Address, OutgoingEdm Second)> LeaveAsync(EServiceCall call, OutgoingEdm first)
    {
        await TakeAsync(first, Error(Read(first), EdmErrorCode.MissingAuthorization, World.Clock.GetUtcNow(), Location));
        await ReachAsync(call, ExchangeState.PreviewRequired);
        var preview = await World.OpenAsync((await AskAsync(call)).ShouldSucceed(), World.Maria);
        var address = (await World.Previews.DepartAsync(preview.Id, World.Maria, Back, World.Soon)).ShouldSucceed();
        return (preview, address, await SentAsync(2));
    }

    public Task ReachAsync(EServiceCall call, ExchangeState state) =>
        World.UntilAsync(async () => (await FindAsync(call)).State == state);

    public async Task<ExchangeView> FindAsync(EServiceCall call)
    {
        var id = World.Query($"SELECT id FROM exchange WHERE explicit_request_id = '{call.ExplicitRequestId}'").Single();
        return (await World.Broker.GetAsync(call, id, World.Soon)).ShouldSucceed();
    }

    Remit? IRemits.Find(SchemedIdentifier party) => party.Value == "AP_FI_01" ? Remit : null;

    public async ValueTask DisposeAsync()
    {
        // Who asked and did not wait would look into a folder that is gone.
        await World.AdvanceUntilAsync(Task.WhenAll(_asked), TimeSpan.FromSeconds(2));
        await World.DisposeAsync();
        _owned?.Dispose();
    }

    private static string Urn() => "urn:uuid:" + Guid.NewGuid().ToString("D");

    private static EvidenceDocument Document(EvidenceRequest request, string contentId)
    {
        OotsPerson subject = request.Subject switch
        {
            OotsNaturalPerson natural => new OotsNaturalPerson(natural.FamilyName, natural.GivenName, natural.DateOfBirth),
            OotsLegalPerson legal => new OotsLegalPerson(legal.LegalName) { Identifier = legal.Identifier },
            _ => throw new InvalidOperationException(),
        };
        return new EvidenceDocument(Urn(), "cid:" + contentId, "Degree", new EvidenceMetadata(Guid.NewGuid().ToString("D"))
        {
            Subject = subject,
            IssuingAuthority = request.Provider,
            Type = new ConformantType(request.EvidenceType.Classification, request.EvidenceType.Titles),
            IssuingDate = new DateOnly(2010, 5, 31),
            Distribution = new EvidenceDistribution("application/pdf") { Languages = ["FI"] },
        });
    }

    private void Add(IServiceCollection services)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Country"] = "SE",
            ["CommonServices:EvidenceBroker"] = "https://cs.example/eb/",
            ["CommonServices:DataServiceDirectory"] = "https://cs.example/dsd/",
            ["Requesting:Requesters:north:Identifier"] = "SEKOMMUN1",
            ["Requesting:Requesters:north:Scheme"] = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:SE",
            ["Requesting:Requesters:north:Names:sv"] = "Norra kommunen",
            ["Requesting:Requesters:north:Territory"] = "SE110",
            ["Requesting:PreviewOrigins:0:Provider"] = "FIREG01",
            ["Requesting:PreviewOrigins:0:Origins:0"] = "https://preview.rekisteri.example",
        };
        Settings?.Invoke(settings);
        services.AddOotsRequesting(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.PostConfigure<OotsOptions>(options => options.CommonServices.RootsFile = RootsFile);
        services.AddSingleton<IAccessPoint>(AccessPoint);
        services.AddSingleton<IRemits>(this);
        foreach (var name in new[] { "oots-evidence-broker", "oots-data-service-directory" })
        {
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => Services);
        }
    }
}
