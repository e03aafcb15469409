// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.Keys;
using OnceOnly.Gateway;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>One e-service with Maria's explicit request for her birth certificate, for all tests of a class.</summary>
public sealed class MariasDesk(GatewayInItsOwnProcess gateway) : IAsyncLifetime
{
    private Desk? _desk;

    internal Desk Desk => _desk!;

    /// <summary>What the gateway signs tokens with, read from the state as another instance reads it.</summary>
    internal ECDsa SigningKey { get; } = ECDsa.Create();

    public async ValueTask InitializeAsync()
    {
        await using var instance = GatewayApplication.Create([.. gateway.World.GatewayArguments]);
        var secrets = await instance.Services.GetRequiredService<ISharedSecrets>().FindAllAsync("signing-key", TestContext.Current.CancellationToken);

        // Eight bytes before the key say when it was made.
        SigningKey.ImportFromPem(Encoding.ASCII.GetString(secrets.ShouldHaveSingleItem().Value.Span[8..]));
        _desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");
        using var learnsNonce = await _desk.SendAsync(HttpMethod.Get, "/v1/exchanges/none");
        learnsNonce.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public ValueTask DisposeAsync()
    {
        _desk?.Dispose();
        SigningKey.Dispose();
        return ValueTask.CompletedTask;
    }
}
