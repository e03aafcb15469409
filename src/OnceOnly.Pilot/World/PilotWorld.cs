// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Gateway;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.CommonServices;
using OnceOnly.Pilot.CommonServices.Declaration;
using OnceOnly.Pilot.EidasNode;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Registries;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.World;

/// <summary>The gateway and the world around it, in one process; on demand the gateway in another.</summary>
public sealed class PilotWorld : IAsyncDisposable
{
    private static readonly string FinnishDataServices = Path.Combine(AppContext.BaseDirectory, "pilot.oots.finland.json");

    private readonly List<WebApplication> _sites = [];
    private PilotRegistries? _registries;
    private GatewayProcess? _finland;

    private PilotWorld(PilotAddresses addresses, DevelopmentCertificates certificates)
    {
        Addresses = addresses;
        Certificates = certificates;
        Greece = GatewaySite.Greece(addresses, certificates);
        Finland = GatewaySite.Finland(addresses, certificates);
    }

    public PilotAddresses Addresses { get; }

    public DevelopmentCertificates Certificates { get; }

    /// <summary>The gateway that the e-services use.</summary>
    public GatewaySite Greece { get; }

    /// <summary>The second Member State's.</summary>
    public GatewaySite Finland { get; }

    /// <summary>The registries around the gateway, with what they were asked.</summary>
    public PilotRegistries Registries => _registries!;

    /// <summary>The gateway's whole configuration.</summary>
    public IReadOnlyList<string> GatewayArguments { get; private set; } = [];

    /// <summary>The whole configuration of the second Member State's gateway; empty without borders.</summary>
    public IReadOnlyList<string> FinlandArguments { get; private set; } = [];

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

    /// <inheritdoc cref="StartGatewayAsync"/>
    public Task<GatewayProcess> StartFinlandAsync(Action<string> listen, CancellationToken cancellationToken) =>
        GatewayProcess.StartAsync(FinlandArguments, Addresses.FinlandOperations, listen, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The e-services first: they talk to the gateway.
        foreach (var site in Enumerable.Reverse(_sites))
        {
            await site.StopAsync();
            await site.DisposeAsync();
        }

        _sites.Clear();
        await (_finland?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_registries?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task StartSitesAsync(PilotWorldOptions options, CancellationToken cancellationToken)
    {
        var (at, time) = (Addresses, options.Time);
        _registries = await PilotRegistries.StartAsync(at.Registries.Port);
        Configure(options);

        // Gateways ask the node for its metadata as soon as they start.
        await StartAsync(EidasNodeSite.Create(at.Node, [Greece, Finland], Certificates, time), cancellationToken);
        if (options.CrossesBorders)
        {
            await StartAsync(CommonServicesSite.Create(at.CommonServices, DeclaredCatalogue.DefaultFile, Certificates, time), cancellationToken);
        }

        var abroad = options is { CrossesBorders: true, StartsGateways: true } ? StartFinlandAsync(options.Listen, cancellationToken) : null;
        try
        {
            await StartHomeAsync(options, cancellationToken);
        }
        finally
        {
            // Whatever happened here, it must not stay behind.
            _finland = abroad is null ? null : await abroad;
        }
    }

    private void Configure(PilotWorldOptions options)
    {
        var greece = new GatewaySettings(Greece, options.DataFolder).WithEidas(Addresses.Node, Certificates).WithEServices(Addresses, Certificates);
        if (options.CrossesBorders)
        {
            greece.WithAccessPoint(Finland, Certificates).WithRequesting(Addresses, Finland, Certificates);
            FinlandArguments = new GatewaySettings(Finland, Path.Combine(options.DataFolder, "finland"))
                .WithEidas(Addresses.Node, Certificates)
                .WithAccessPoint(Greece, Certificates)
                .WithProviding(Greece)
                .ToArguments([PilotRegistries.FinnishConfigurationFile, FinnishDataServices], _registries!.FinnishSettings.Concat(options.FinlandSettings));
        }

        GatewayArguments = greece.ToArguments([PilotRegistries.ConfigurationFile], _registries!.GatewaySettings.Concat(options.GatewaySettings));
    }

    private async Task StartHomeAsync(PilotWorldOptions options, CancellationToken cancellationToken)
    {
        var (at, time) = (Addresses, options.Time);
        if (options.StartsGateways)
        {
            await StartAsync(GatewayApplication.Create([.. GatewayArguments]), cancellationToken);
        }

        await StartAsync(
            EServiceSite.WithGrpc(PilotEServices.Aegina, at.Aegina, at.Gateway, Certificates, Path.Combine(options.DataFolder, "aegina"), time),
            cancellationToken);
        await StartAsync(
            EServiceSite.WithRest(PilotEServices.Syros, at.Syros, at.Gateway, at.GatewayMutualTls, Certificates, Path.Combine(options.DataFolder, "syros"), time),
            cancellationToken);
    }

    private Task StartAsync(WebApplication site, CancellationToken cancellationToken)
    {
        _sites.Add(site);
        return site.StartAsync(cancellationToken);
    }
}
