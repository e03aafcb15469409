// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using OnceOnly.Pilot.Registries;

namespace OnceOnly.Registries.Tests;

/// <summary>The pilot's registries and its own declaration of them.</summary>
public sealed class PilotWorld : IAsyncLifetime
{
    public PilotRegistries Registries { get; private set; } = null!;

    public IConfigurationRoot Configuration => new ConfigurationBuilder()
        .AddJsonFile(PilotRegistries.ConfigurationFile)
        .AddInMemoryCollection(Registries.GatewaySettings)
        .Build();

    public async ValueTask InitializeAsync() => Registries = await PilotRegistries.StartAsync();

    public async ValueTask DisposeAsync() => await Registries.DisposeAsync();
}
