// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Google.Protobuf;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>What the registry knows about a person does not show in the way it has nothing to give.</summary>
[Collection(HostileCallers.Name)]
public sealed class AlikeTests(GatewayInItsOwnProcess gateway)
{
    [Theory]
    [InlineData("study")] // whose registry answers with a list: nobody on it, or two
    [InlineData("address")] // whose registry answers 404, or with a list
    public async Task An_unknown_person_no_record_and_several_records_look_alike(string procedure)
    {
        var unknown = await ObserveAsync(PilotPersonas.Ioannis, procedure);
        var several = await ObserveAsync(PilotPersonas.Dora, procedure);

        unknown.ShouldContain("\"code\":\"evidence_not_found\"");
        several.ShouldBe(unknown);
    }

    [Fact]
    public async Task Evidence_about_another_person_never_leaves()
    {
        using var desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Anna, "study");
        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        var exchange = await Desk.ReadAsync(asked);

        exchange.GetProperty("state").GetString().ShouldBe("failed");
        exchange.GetProperty("documents").GetArrayLength().ShouldBe(0);
        exchange.TryGetProperty("interaction", out _).ShouldBeFalse();
        var error = exchange.GetProperty("error");
        (error.GetProperty("code").GetString(), error.GetProperty("party").GetString(), error.GetProperty("retry").GetString())
            .ShouldBe(("evidence_about_another_person", "registry", "never"));

        var id = exchange.GetProperty("exchangeId").GetString();
        var overGrpc = await desk.Grpc.GetExchangeAsync(new GetExchangeRequest { ExchangeId = id }, desk.CallHeaders("GetExchange"));
        overGrpc.State.ShouldBe(ExchangeState.Failed);
        overGrpc.Error.Code.ShouldBe("evidence_about_another_person");
        using var document = await desk.SendAsync(HttpMethod.Get, $"/v1/exchanges/{id}/documents/1");
        (await Refusal.OfAsync(document)).Status.ShouldBeGreaterThanOrEqualTo(400);
    }

    /// <returns>Everything that the e-service sees of the exchange, over REST and gRPC, less what no two exchanges share.</returns>
    private async Task<string> ObserveAsync(Persona persona, string procedure)
    {
        using var desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, persona, procedure);
        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = PilotEServices.ShellDPoP.Find(procedure)!.EvidenceType });
        var headers = asked.Headers.Concat(asked.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal);
        var rest = JsonNode.Parse(await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
        var grpc = await desk.Grpc.GetExchangeAsync(new GetExchangeRequest { ExchangeId = (string)rest["exchangeId"]! }, desk.CallHeaders("GetExchange"));
        Array.ForEach(["exchangeId", "explicitRequestId", "updatedAt"], name => rest.Remove(name).ShouldBeTrue());
        (grpc.ExchangeId, grpc.ExplicitRequestId, grpc.UpdatedAt) = (string.Empty, string.Empty, null);
        return string.Join('\n', (int)asked.StatusCode, string.Join(' ', headers), rest.ToJsonString(), JsonFormatter.Default.Format(grpc));
    }
}
