// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Globalization;
using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Borders;

/// <summary>Two gateways in processes of their own, and lines between them that can be cut.</summary>
internal sealed class TwoMemberStates : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Crowd _crowd;
    private GatewayProcess? _greece;
    private GatewayProcess? _finland;

    private TwoMemberStates(DirectoryInfo folder, PilotWorld pilot, Line toFinland, Line toGreece)
    {
        _folder = folder;
        (Pilot, ToFinland, ToGreece) = (pilot, toFinland, toGreece);
        _crowd = new Crowd(pilot.Addresses, pilot.Certificates, TimeProvider.System);
    }

    public PilotWorld Pilot { get; }

    public Crowd Crowd => _crowd;

    public Line ToFinland { get; }

    public Line ToGreece { get; }

    /// <summary>What both gateways have written.</summary>
    public IEnumerable<string> Log => _log;

    public StateFiles GreekState => new(_folder.FullName);

    public StateFiles FinnishState => new(Path.Combine(_folder.FullName, "finland"));

    public static async Task<TwoMemberStates> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-borders-");
        var addresses = PilotAddresses.Free();
        var (toFinland, toGreece) = (new Line(addresses.FinlandAs4), new Line(addresses.GatewayAs4));
        var pilot = await PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = addresses,
                DataFolder = folder.FullName,
                CertificatesFolder = DevelopmentCertificateFolder.Default,
                CrossesBorders = true,
                StartsGateways = false,
                GatewaySettings = Settings(OriginOf("localhost", toGreece), addresses.GatewayAs4.Port, OriginOf("127.0.0.1", toFinland)),
                FinlandSettings = Settings(OriginOf("127.0.0.1", toFinland), addresses.FinlandAs4.Port, OriginOf("localhost", toGreece)),
            },
            cancellationToken);
        var states = new TwoMemberStates(folder, pilot, toFinland, toGreece);
        try
        {
            await states.StartGreeceAsync(cancellationToken);
            await states.StartFinlandAsync(cancellationToken);
            return states;
        }
        catch
        {
            await states.DisposeAsync();
            throw;
        }
    }

    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="changes">Arguments that win over the settings so far.</param>
    public async Task StartGreeceAsync(CancellationToken cancellationToken, params string[] changes) => _greece = await GatewayProcess.StartAsync(
        [.. Pilot.GatewayArguments, .. changes], Pilot.Addresses.GatewayOperations, _log.Enqueue, cancellationToken);

    /// <inheritdoc cref="StartGreeceAsync"/>
    public async Task StartFinlandAsync(CancellationToken cancellationToken, params string[] changes) => _finland = await GatewayProcess.StartAsync(
        [.. Pilot.FinlandArguments, .. changes], Pilot.Addresses.FinlandOperations, _log.Enqueue, cancellationToken);

    public Task KillGreeceAsync() => _greece!.KillAsync();

    public Task KillFinlandAsync() => _finland!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        _crowd.Dispose();
        await (_greece?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_finland?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Pilot.DisposeAsync();
        await ToFinland.DisposeAsync();
        await ToGreece.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string OriginOf(string host, Line line) => string.Create(CultureInfo.InvariantCulture, $"https://{host}:{line.Port}");

    /// <summary>Partners know the end of the line; behind it is the gateway's own port.</summary>
    private static Dictionary<string, string?> Settings(string own, int port, string partner) => new(StringComparer.Ordinal)
    {
        ["Listeners:EDelivery:Origin"] = own,
        ["Listeners:EDelivery:Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["EDelivery:Partners:0:Endpoint"] = partner + "/as4",
        ["EDelivery:FirstRetry"] = "00:00:00.2",
        ["EDelivery:LongestRetry"] = "00:00:01",
        ["EDelivery:AttemptTimeout"] = "00:00:05",
        ["EDelivery:Lease"] = "00:00:02",
        ["Evidence:Lease"] = "00:00:03",
    };
}
