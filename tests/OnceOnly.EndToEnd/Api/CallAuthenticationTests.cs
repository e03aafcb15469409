// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Google.Rpc;
using Grpc.Core;
using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api;

public sealed class CallAuthenticationTests(RunningPilot pilot) : IClassFixture<RunningPilot>
{
    private const string Offers = "/v1/evidence?procedure=T1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_without_a_token_is_challenged_and_told_where_to_read_more()
    {
        using var desk = await OpenAsync();
        using var response = await desk.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(pilot.At.Gateway, Offers)));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldStartWith("DPoP ");
        var problem = await Desk.ReadAsync(response);
        problem.GetProperty("code").GetString().ShouldBe("missing_token");
        using var page = await desk.SendRawAsync(new HttpRequestMessage(HttpMethod.Get, problem.GetProperty("type").GetString()));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Over_gRPC_a_call_without_a_token_is_unauthenticated_for_a_reason_a_program_can_read()
    {
        using var desk = await OpenAsync();

        var refusal = await Should.ThrowAsync<RpcException>(desk.Grpc.GetExchangeAsync(new GetExchangeRequest { ExchangeId = "x" }).ResponseAsync);

        refusal.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Type.ShouldBe("MISSING_TOKEN");
        refusal.Trailers.GetValue("www-authenticate").ShouldStartWith("DPoP ");
    }

    [Fact]
    public async Task A_proof_serves_once()
    {
        using var desk = await OpenAsync();
        using var learnsNonce = await desk.SendAsync(HttpMethod.Get, Offers);
        learnsNonce.StatusCode.ShouldBe(HttpStatusCode.OK);
        var address = new Uri(pilot.At.Gateway, Offers);
        var proof = desk.Prove("GET", address);

        (await SendAsync(desk, address, proof)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await SendAsync(desk, address, proof);

        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Desk.ReadAsync(again)).GetProperty("code").GetString().ShouldBe("invalid_dpop_proof");
    }

    [Theory]
    [InlineData("POST", "/v1/evidence")]
    [InlineData("GET", "/v1/exchanges")]
    public async Task A_proof_for_another_call_is_refused(string method, string path)
    {
        using var desk = await OpenAsync();
        using var learnsNonce = await desk.SendAsync(HttpMethod.Get, Offers);

        using var response = await SendAsync(desk, new Uri(pilot.At.Gateway, Offers), desk.Prove(method, new Uri(pilot.At.Gateway, path)));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Desk.ReadAsync(response)).GetProperty("code").GetString().ShouldBe("invalid_dpop_proof");
    }

    [Fact]
    public async Task A_bound_token_is_worthless_as_a_bearer_token()
    {
        using var desk = await OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(pilot.At.Gateway, Offers));
        request.Headers.Add("Authorization", "Bearer " + desk.Tokens.AccessToken);

        using var response = await desk.SendRawAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Desk.ReadAsync(response)).GetProperty("code").GetString().ShouldBe("invalid_token");
    }

    [Fact]
    public async Task The_token_of_another_e_service_finds_nothing()
    {
        using var desk = await OpenAsync();
        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        var id = (await Desk.ReadAsync(asked)).GetProperty("exchangeId").GetString();
        using var other = await Desk.OpenAsync(pilot.World, PilotEServices.Aegina, PilotPersonas.Maria, "study");

        using var response = await other.SendAsync(HttpMethod.Get, "/v1/exchanges/" + id);
        var overGrpc = await Should.ThrowAsync<RpcException>(
            other.Grpc.GetExchangeAsync(new GetExchangeRequest { ExchangeId = id }, other.CallHeaders("GetExchange")).ResponseAsync);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Desk.ReadAsync(response)).GetProperty("code").GetString().ShouldBe("not_found");
        overGrpc.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    private Task<Desk> OpenAsync() => Desk.OpenAsync(pilot.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");

    private static Task<HttpResponseMessage> SendAsync(Desk desk, Uri address, string proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Authorization", "DPoP " + desk.Tokens.AccessToken);
        request.Headers.Add("DPoP", proof);
        return desk.SendRawAsync(request);
    }
}
