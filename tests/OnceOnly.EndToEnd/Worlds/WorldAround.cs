// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Worlds;

/// <summary>The pilot world around a gateway that runs in a process of its own, on state of its own.</summary>
internal sealed class WorldAround : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<string> _log = new();
    private GatewayProcess? _gateway;
    private GatewayProcess? _neighbour;

    private WorldAround(DirectoryInfo folder, PilotWorld pilot)
    {
        _folder = folder;
        Pilot = pilot;
    }

    public PilotWorld Pilot { get; }

    /// <summary>State of the gateway, and of the e-services in folders of their own.</summary>
    public string DataFolder => _folder.FullName;

    /// <summary>All lines that the gateway has written, and its neighbour.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <param name="settings">Settings of the gateway that win over the pilot's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="crossesBorders">Whether there is a second Member State, whose gateway has the same settings.</param>
    public static async Task<WorldAround> StartAsync(
        IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken, bool crossesBorders = false)
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-world-");
        var options = new PilotWorldOptions
        {
            Addresses = PilotAddresses.Free(),
            DataFolder = folder.FullName,
            CertificatesFolder = DevelopmentCertificateFolder.Default,
            GatewaySettings = settings,
            FinlandSettings = settings,
            CrossesBorders = crossesBorders,
            StartsGateways = false,
        };
        var world = new WorldAround(folder, await PilotWorld.StartAsync(options, cancellationToken));
        try
        {
            await world.StartGatewayAsync(cancellationToken);
            world._neighbour = crossesBorders ? await world.Pilot.StartFinlandAsync(world._log.Enqueue, cancellationToken) : null;
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="changes">Arguments that win over the settings the world began with.</param>
    public async Task StartGatewayAsync(CancellationToken cancellationToken, params string[] changes) => _gateway = await GatewayProcess.StartAsync(
        [.. Pilot.GatewayArguments, .. changes], Pilot.Addresses.GatewayOperations, _log.Enqueue, cancellationToken);

    public System.Diagnostics.Process Gateway => _gateway!.Process;

    public Task KillGatewayAsync() => _gateway!.KillAsync();

    public async Task StopGatewayAsync(CancellationToken cancellationToken)
    {
        await _gateway!.StopAsync(cancellationToken);
        await (_neighbour?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await (_gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_neighbour?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Pilot.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
