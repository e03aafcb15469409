// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Grpc.Core;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>
/// The operator changes what is registered while tokens and links are out. What counts is the registration as it is now,
/// whatever the token says.
/// </summary>
public sealed class ChangedRegistrationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly Persona Substantial = PilotPersonas.Maria with { LevelOfAssurance = LevelOfAssurance.Substantial };
    private static readonly Dictionary<string, string?> None = new(StringComparer.Ordinal);

    [Fact]
    public async Task What_was_allowed_before_is_refused_now_and_says_why()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await using var world = await WorldAround.StartAsync(None, patience.Token);
        using var desk = await Desk.OpenAsync(world.Pilot, PilotEServices.ShellDPoP, Substantial, "study");

        // The log-in was substantial; now the evidence needs more.
        await ChangeAsync("--Registries:EvidenceTypes:birth-certificate:LevelOfAssurance=High");
        var (rest, grpc) = await AskAsync(desk);
        Refusal.ShouldBe(rest, grpc, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "level_of_assurance_too_low");
        rest.Challenge.ShouldBe(
            "DPoP error=\"insufficient_user_authentication\", error_description=\"The log-in is too weak or too old.\", "
            + "acr_values=\"http://eidas.europa.eu/LoA/high\", algs=\"ES256 PS256\"");

        await ChangeAsync("--Identity:Clients:2:EvidenceTypes:1=another");
        (rest, grpc) = await AskAsync(desk);
        Refusal.ShouldBe(rest, grpc, HttpStatusCode.Forbidden, StatusCode.PermissionDenied, "not_allowed");
        rest.Challenge.ShouldBeNull();

        await ChangeAsync("--Identity:Clients:2:ClientId=another");
        (rest, grpc) = await AskAsync(desk);
        Refusal.ShouldBe(rest, grpc, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "invalid_token");

        // Links that live a moment.
        await ChangeAsync("--Evidence:InteractionLifetime=00:00:01");
        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        var interaction = (await Desk.ReadAsync(asked)).GetProperty("interaction");
        await UntilAsync(interaction.GetProperty("expiresAt").GetDateTimeOffset(), patience.Token);
        var page = await desk.Browser.GoToAsync(new Uri(interaction.GetProperty("uri").GetString()!), patience.Token);
        page.Status.ShouldBe(HttpStatusCode.NotFound);

        async Task ChangeAsync(string argument)
        {
            await world.KillGatewayAsync();
            await world.StartGatewayAsync(patience.Token, argument);
        }
    }

    private static async Task<(Refusal OverRest, Refusal OverGrpc)> AskAsync(Desk desk)
    {
        using var response = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        var overGrpc = await Should.ThrowAsync<RpcException>(
            desk.Grpc.RequestEvidenceAsync(new RequestEvidenceRequest { EvidenceType = "birth-certificate" }, desk.CallHeaders("RequestEvidence")).ResponseAsync);
        return (await Refusal.OfAsync(response), Refusal.Of(overGrpc));
    }

    private static async Task UntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        while (TimeProvider.System.GetUtcNow() <= time)
        {
            await Task.Delay(50, cancellationToken);
        }
    }
}
