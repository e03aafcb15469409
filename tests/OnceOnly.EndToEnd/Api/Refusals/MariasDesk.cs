// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>One e-service with Maria's explicit request for her birth certificate, for all tests of a class.</summary>
public sealed class MariasDesk(GatewayInItsOwnProcess gateway) : IAsyncLifetime
{
    private Desk? _desk;

    internal Desk Desk => _desk!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");
        using var learnsNonce = await _desk.SendAsync(HttpMethod.Get, "/v1/exchanges/none");
        learnsNonce.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public ValueTask DisposeAsync()
    {
        _desk?.Dispose();
        return ValueTask.CompletedTask;
    }
}
