// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Writing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Portal;

/// <summary>The pilot world with a gateway that serves its civil registry to another Member State, whose messages the test brings and takes.</summary>
public sealed class ServingGateway : IAsyncLifetime, IAccessPoint, IRemits
{
    private const string Record = "6d7b3c1e-0f0a-4c57-9a55-0c8f4f6d2b11";
    private const string Repository = "https://sr.oots.tech.ec.europa.eu";
    private const string EvidenceType = Repository + "/evidencetypeclassifications/EL/3c1f7f10-6a0e-4e0e-8a64-0a0a3c9f5a01";
    private const string Scheme = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:EL";
    private const string Service = "Oots:Providing:DataServices:birth:";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("onceonly-serving-");
    private readonly ConcurrentDictionary<string, EvidenceRequest> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<OutgoingEdm> _sent = new();
    private WebApplication? _gateway;
    private PilotWorld? _pilot;

    public PilotWorld Pilot => _pilot!;

    public async ValueTask InitializeAsync()
    {
        var addresses = PilotAddresses.Free();
        _pilot = await PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = addresses,
                DataFolder = _data.FullName,
                CertificatesFolder = DevelopmentCertificateFolder.Default,
                StartsGateways = false,
                GatewaySettings = Settings(addresses.Gateway, "civil-registry"),
            },
            TestContext.Current.CancellationToken);
        _gateway = GatewayApplication.Create([.. _pilot.GatewayArguments], builder =>
        {
            builder.Services.TryAddSingleton<IAccessPoint>(this);
            builder.Services.TryAddSingleton<IRemits>(this);
        });
        await _gateway.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One data service over a registry, for one requester.</summary>
    internal static Dictionary<string, string?> Settings(Uri gateway, string registry) => new(StringComparer.Ordinal)
    {
        ["Oots:Providing:Country"] = "EL",
        ["Oots:Providing:Requesters:0:Party"] = "AP_SE_01",
        ["Oots:Providing:Requesters:0:ReturnOrigins:0"] = gateway.GetLeftPart(UriPartial.Authority),
        [Service + "RecordId"] = Record,
        [Service + "Classification"] = EvidenceType,
        [Service + "Titles:en"] = "Birth certificate",
        [Service + "Titles:el"] = "Ληξιαρχική πράξη γέννησης",
        [Service + "Agent:Scheme"] = Scheme,
        [Service + "Agent:Identifier"] = "ELREG01",
        [Service + "Agent:Names:en"] = "Pilot Civil Registry",
        [Service + "Agent:Names:el"] = "Πιλοτικό Ληξιαρχείο",
        [Service + "Provider"] = registry,
        [Service + "EvidenceType"] = "birth-certificate",
        [Service + "Formats:0:Format"] = "application/pdf",
        [Service + "Formats:0:Documents:0:Number"] = "1",
        [Service + "Formats:0:Documents:0:Kind"] = "Main",
        [Service + "Formats:0:Documents:1:Number"] = "2",
        [Service + "Formats:0:Documents:1:Kind"] = "Annex",
    };

    /// <summary>Sends both requests of a preview.</summary>
    /// <param name="persona">About whom.</param>
    /// <param name="returnTo">Where the browser is wanted back; null for nowhere that browsers go.</param>
    /// <param name="version">In which version of the data model.</param>
    /// <returns>The preview location.</returns>
    public async Task<string> AskAsync(Persona persona, Uri? returnTo, EdmVersion version = EdmVersion.V20)
    {
        var first = RequestAbout((NaturalPerson)persona.Subject, version);
        await TakeAsync(first);
        var link = Parse(await SentToAsync(first.Id)).ShouldBeOfType<EvidenceErrorResponse>().Exceptions[0].PreviewLocation!;
        var second = first with
        {
            Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
            PreviewLocation = link,
            ReturnLocation = version < EdmVersion.V20 ? null : (returnTo ?? new Uri("https://user@unknown.example/")).AbsoluteUri,
        };
        await TakeAsync(second);
        _waiting[link] = second;
        return link;
    }

    /// <summary>What was answered to the request that waited behind a link.</summary>
    public Task<OutgoingEdm> AnswerAsync(string location) => SentToAsync(_waiting[location].Id);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.StopAsync();
            await _gateway.DisposeAsync();
        }

        await (_pilot?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Delete(recursive: true);
    }

    long IAccessPoint.LargestMessage => 100 * 1024 * 1024;

    Task<Result<string>> IAccessPoint.SubmitAsync(OutgoingEdm message, CancellationToken cancellationToken)
    {
        _sent.Enqueue(message);
        return Task.FromResult<Result<string>>("sent");
    }

    Remit? IRemits.Find(SchemedIdentifier party) => new(["SE"], []);

    string IAccessPoint.MessageIdOf(Guid key) => "transport-id";

    Task<bool?> IAccessPoint.WasReceivedAsync(string messageId, CancellationToken cancellationToken) => Task.FromResult<bool?>(true);

    Task IAccessPoint.WithdrawAsync(string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    internal static EvidenceRequest RequestAbout(NaturalPerson person, EdmVersion version) => new()
    {
        Version = version,
        Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
        IssuedAt = DateTimeOffset.UnixEpoch,
        Procedure = "T3",
        PossibilityForPreview = true,
        ExplicitRequestGiven = true,
        Requirements = [new OotsRequirement(Repository + "/requirements/f8a6a284-34e9-42c7-9733-63b5c4f4aa42", [new OotsText("EN", "Proof of birth")], [])],
        Requesters = [new OotsAgent(new SchemedIdentifier(EdmNames.UnregisteredPrefix + "SE", "SEREQ01"), [new OotsText("SV", "Kommunen")], new OotsAddress("SE"), "ER")],
        Provider = new OotsAgent(new SchemedIdentifier(Scheme, "ELREG01"), [new OotsText("EN", "Pilot Civil Registry")]),
        EvidenceType = new RequestedEvidenceType(
            Record, EvidenceType, [new OotsText("EN", "Birth certificate")], [new RequestedDistribution("application/pdf") { AssociatedDocuments = version < EdmVersion.V20 ? [] : ["Annex"] }]),
        Subject = new OotsNaturalPerson(person.FamilyName, person.GivenName, person.DateOfBirth) { LevelOfAssurance = "Substantial" },
    };

    private async Task TakeAsync(EvidenceRequest request)
    {
        EdmDocument.TryRead(EdmWriter.Write(request), out var document, out _).ShouldBeTrue();
        EdmParser.TryParse(document!, out var message, out var problem).ShouldBeTrue(problem);
        var envelope = new EdmEnvelope(
            new SchemedIdentifier(EdmNames.UnregisteredPrefix + "oots", "AP_SE_01"), "conversation", request.Version < EdmVersion.V20 ? null : "exchange", request.Requester.Identifier, request.Provider.Identifier, request.Version);
        await _gateway!.Services.GetRequiredService<IIncomingRequests>().TakeAsync(
            new IncomingEdm(Guid.NewGuid().ToString("D"), envelope, TimeProvider.System.GetUtcNow(), document!, message!, []), TestContext.Current.CancellationToken);
    }

    private async Task<OutgoingEdm> SentToAsync(string requestId)
    {
        for (var turn = 0; turn < 2000; turn++)
        {
            if (_sent.FirstOrDefault(sent => Encoding.UTF8.GetString(sent.Xml.Span).Contains(requestId, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No answer came.");
    }

    private static EdmMessage Parse(OutgoingEdm sent)
    {
        EdmDocument.TryRead(sent.Xml, out var document, out _).ShouldBeTrue();
        EdmParser.TryParse(document!, out var message, out var problem).ShouldBeTrue(problem);
        return message!;
    }
}
