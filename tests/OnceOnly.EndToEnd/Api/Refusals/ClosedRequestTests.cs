// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>What an explicit request does not cover, or covers no more, over REST and gRPC alike.</summary>
[Collection(HostileCallers.Name)]
public sealed class ClosedRequestTests(GatewayInItsOwnProcess gateway)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_explicit_request_serves_nothing_but_how_it_ended()
    {
        using var desk = await OpenAsync();
        var exchange = await desk.ObtainAsync("birth-certificate");
        var id = exchange.GetProperty("exchangeId").GetString()!;
        var path = "/v1/exchanges/" + id;
        var digests = exchange.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("sha256").GetBytesFromBase64()).ToList();
        await FetchAsync(desk, id);
        using var acknowledged = await desk.PostAsync(path + "/acknowledgement", new { sha256 = digests });
        (await Desk.ReadAsync(acknowledged)).GetProperty("state").GetString().ShouldBe("acknowledged");

        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        Refusal.ShouldBe(
            await Refusal.OfAsync(asked),
            await RefusalAsync(desk.Grpc.RequestEvidenceAsync(new RequestEvidenceRequest { EvidenceType = "birth-certificate" }, desk.CallHeaders("RequestEvidence"))),
            HttpStatusCode.Conflict, StatusCode.FailedPrecondition, "explicit_request_closed");

        using var document = await desk.SendAsync(HttpMethod.Get, $"{path}/documents/{exchange.GetProperty("documents")[0].GetProperty("documentId").GetString()}");
        Refusal.ShouldBe(
            await Refusal.OfAsync(document),
            Refusal.Of(await Should.ThrowAsync<RpcException>(FetchAsync(desk, id))),
            HttpStatusCode.Conflict, StatusCode.FailedPrecondition, "explicit_request_closed");

        using var looked = await desk.SendAsync(HttpMethod.Get, path);
        (await Desk.ReadAsync(looked)).GetProperty("state").GetString().ShouldBe("acknowledged");
        var again = await desk.Grpc.AcknowledgeEvidenceAsync(
            new AcknowledgeEvidenceRequest { ExchangeId = id, Sha256 = { digests.Select(digest => ByteString.CopyFrom(digest)) } }, desk.CallHeaders("AcknowledgeEvidence"));
        again.State.ShouldBe(ExchangeState.Acknowledged);
    }

    [Fact]
    public async Task Evidence_that_the_citizen_did_not_request_is_refused()
    {
        using var desk = await OpenAsync();

        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "residence-record" });

        Refusal.ShouldBe(
            await Refusal.OfAsync(asked),
            await RefusalAsync(desk.Grpc.RequestEvidenceAsync(new RequestEvidenceRequest { EvidenceType = "residence-record" }, desk.CallHeaders("RequestEvidence"))),
            HttpStatusCode.Forbidden, StatusCode.PermissionDenied, "not_requested");
    }

    [Fact]
    public async Task The_token_of_another_client_finds_nothing_of_the_exchange()
    {
        using var desk = await OpenAsync();
        using var other = await Desk.OpenAsync(gateway.World, PilotEServices.Aegina, PilotPersonas.Maria, "study");
        var exchange = await desk.ObtainAsync("birth-certificate");
        var id = exchange.GetProperty("exchangeId").GetString()!;
        var path = "/v1/exchanges/" + id;

        // Fetch first: the refusal must be the same for something that is there.
        foreach (var rest in new[] { path, path + "/events", path + "/documents/" + exchange.GetProperty("documents")[0].GetProperty("documentId").GetString() })
        {
            using var response = await other.SendAsync(HttpMethod.Get, rest);
            Refusal.ShouldBe(
                await Refusal.OfAsync(response), Refusal.Of(await Should.ThrowAsync<RpcException>(FetchAsync(other, id))), HttpStatusCode.NotFound, StatusCode.NotFound, "not_found");
        }

        using var acknowledged = await other.PostAsync(path + "/acknowledgement", new { sha256 = new[] { new byte[32] } });
        (await Refusal.OfAsync(acknowledged)).Status.ShouldBe((int)HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_evidence_type_that_the_client_may_not_ask_for_is_refused_before_the_citizen_sees_it()
    {
        var profile = PilotEServices.Syros;
        using var certificate = gateway.World.Certificates.Client(profile.ClientId).Certificate.Load();
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(gateway.World.Certificates, certificate));
        var oauth = new OAuthClient(http, gateway.World.Addresses.Gateway, new TlsCertificate(profile.ClientId), new Uri(gateway.World.Addresses.Syros, "/callback"), TimeProvider.System);
        var details = JsonSerializer.Serialize(new[] { new { type = "evidence_request", procedure = "X1", evidence_types = new[] { "company-extract" } } });

        var refusal = await Should.ThrowAsync<OAuthException>(oauth.StartAsync(details, levelOfAssurance: null, Cancellation));

        refusal.Error.ShouldBe("invalid_authorization_details");
        refusal.Message.ShouldContain("not_allowed");
    }

    private Task<Desk> OpenAsync() => Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");

    private static async Task<Refusal> RefusalAsync<T>(AsyncUnaryCall<T> call) => Refusal.Of(await Should.ThrowAsync<RpcException>(call.ResponseAsync));

    private static async Task FetchAsync(Desk desk, string id)
    {
        using var call = desk.Grpc.FetchEvidence(new FetchEvidenceRequest { ExchangeId = id }, desk.CallHeaders("FetchEvidence"), cancellationToken: Cancellation);
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(Cancellation))
        {
            chunk.ShouldNotBeNull();
        }
    }
}
