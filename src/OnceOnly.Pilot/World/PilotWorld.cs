// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Gateway;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EidasNode;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Registries;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.World;

/// <summary>The gateway and the world around it, in one process.</summary>
public sealed class PilotWorld : IAsyncDisposable
{
    private readonly List<WebApplication> _sites = [];
    private PilotRegistries? _registries;

    private PilotWorld(PilotAddresses addresses, DevelopmentCertificates certificates)
    {
        Addresses = addresses;
        Certificates = certificates;
    }

    public PilotAddresses Addresses { get; }

    public DevelopmentCertificates Certificates { get; }

    /// <param name="options">How it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<PilotWorld> StartAsync(PilotWorldOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var time = options.Time;
        var certificates = await DevelopmentCertificateFolder.OpenAsync(options.CertificatesFolder, time, cancellationToken);
        var world = new PilotWorld(options.Addresses, certificates);
        try
        {
            await world.StartSitesAsync(options, cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The e-services first: they talk to the gateway.
        foreach (var site in Enumerable.Reverse(_sites))
        {
            await site.StopAsync();
            await site.DisposeAsync();
        }

        _sites.Clear();
        await (_registries?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task StartSitesAsync(PilotWorldOptions options, CancellationToken cancellationToken)
    {
        var (at, time) = (Addresses, options.Time);
        _registries = await PilotRegistries.StartAsync(at.Registries.Port);
        var settings = new GatewaySettings(at, Certificates, options.DataFolder)
            .ToArguments([PilotRegistries.ConfigurationFile], _registries.GatewaySettings.Concat(options.GatewaySettings));
        _sites.Add(EidasNodeSite.Create(at.Node, new Uri(at.Gateway, GatewaySettings.SamlMetadataPath), Certificates, time));
        _sites.Add(GatewayApplication.Create(settings));
        _sites.Add(EServiceSite.WithGrpc(
            PilotEServices.Aegina, at.Aegina, at.Gateway, Certificates, Path.Combine(options.DataFolder, "aegina"), time));
        _sites.Add(EServiceSite.WithRest(
            PilotEServices.Syros, at.Syros, at.Gateway, at.GatewayMutualTls, Certificates, Path.Combine(options.DataFolder, "syros"), time));
        foreach (var site in _sites)
        {
            await site.StartAsync(cancellationToken);
        }
    }
}
