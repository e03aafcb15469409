// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Gateway;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EidasNode;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Registries;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.World;

/// <summary>The gateway and the world around it, in one process; on demand the gateway in another.</summary>
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

    /// <summary>The registries around the gateway, with what they were asked.</summary>
    public PilotRegistries Registries => _registries!;

    /// <summary>The gateway's whole configuration.</summary>
    public IReadOnlyList<string> GatewayArguments { get; private set; } = [];

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

    /// <summary>Starts the gateway in a process of its own, for a world that was started without.</summary>
    /// <param name="listen">Gets each line that it writes; called from other threads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<GatewayProcess> StartGatewayAsync(Action<string> listen, CancellationToken cancellationToken) =>
        GatewayProcess.StartAsync(GatewayArguments, Addresses.GatewayOperations, listen, cancellationToken);

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
        GatewayArguments = new GatewaySettings(at, Certificates, options.DataFolder)
            .ToArguments([PilotRegistries.ConfigurationFile], _registries.GatewaySettings.Concat(options.GatewaySettings));
        _sites.Add(EidasNodeSite.Create(at.Node, new Uri(at.Gateway, GatewaySettings.SamlMetadataPath), Certificates, time));
        if (options.StartsGateway)
        {
            _sites.Add(GatewayApplication.Create([.. GatewayArguments]));
        }

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
