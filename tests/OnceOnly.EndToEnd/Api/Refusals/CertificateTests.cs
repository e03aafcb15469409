// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Authentication;
using Grpc.Core;
using Grpc.Net.Client;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>A token that is bound to a certificate opens nothing without it.</summary>
[Collection(HostileCallers.Name)]
public sealed class CertificateTests(GatewayInItsOwnProcess gateway)
{
    private const string Path = "/v1/exchanges/none";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_its_certificate_a_token_is_accepted_and_with_another_it_is_refused()
    {
        using var desk = DeveloperDesk.WithMutualTls(gateway.World, TimeProvider.System);
        using var application = await desk.OpenAsync(PilotPersonas.Maria, PilotEServices.ShellMutualTls.Find("study")!, Cancellation);
        var (token, at) = (application.Tokens.AccessToken, gateway.World.Addresses);

        var own = await SendAsync(at.GatewayMutualTls, PilotEServices.ShellMutualTls.ClientId, token);
        Refusal.ShouldBe(own.Item1, own.Item2, HttpStatusCode.NotFound, StatusCode.NotFound, "not_found");

        var another = await SendAsync(at.GatewayMutualTls, PilotEServices.Syros.ClientId, token);
        Refusal.ShouldBe(another.Item1, another.Item2, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "invalid_token");

        var none = await SendAsync(at.Gateway, null, token);
        Refusal.ShouldBe(none.Item1, none.Item2, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "invalid_token");
    }

    [Fact]
    public async Task A_door_for_certificates_does_not_open_without_one()
    {
        using var http = gateway.CreateClient();

        var refusal = await Should.ThrowAsync<HttpRequestException>(http.GetAsync(new Uri(gateway.World.Addresses.GatewayMutualTls, Path), Cancellation));

        // The server ends the handshake, which the client sees before its request or while it waits for the answer.
        (refusal.InnerException is AuthenticationException or IOException).ShouldBeTrue(refusal.ToString());
    }

    private async Task<(Refusal OverRest, Refusal OverGrpc)> SendAsync(Uri door, string? clientId, string token)
    {
        using var certificate = clientId is null ? null : gateway.World.Certificates.Client(clientId).Certificate.Load();
        using var handler = DevelopmentTrust.CreateHandler(gateway.World.Certificates, certificate);
        using var http = new HttpClient(handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(door, Path));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request, Cancellation);
        using var channel = GrpcChannel.ForAddress(door, new GrpcChannelOptions { HttpHandler = handler });
        var call = new EvidenceService.EvidenceServiceClient(channel)
            .GetExchangeAsync(new GetExchangeRequest { ExchangeId = "none" }, new Metadata { { "authorization", "Bearer " + token } });
        return (await Refusal.OfAsync(response), Refusal.Of(await Should.ThrowAsync<RpcException>(call.ResponseAsync)));
    }
}
