// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.World;
using OnceOnly.Testing.Balancers;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>One of several gateways: it listens on ports of its own, under the address that all share.</summary>
internal sealed class GatewayInstance(PilotWorld pilot, string folder, IReadOnlyList<string> settings) : IAsyncDisposable
{
    /// <summary>The door of the access point, where it has one.</summary>
    public const int AccessPoint = 4;

    private readonly int[] _ports = [FreePort.Find(), FreePort.Find(), FreePort.Find(), FreePort.Find(), FreePort.Find()];
    private readonly ConcurrentQueue<string> _log = new();
    private GatewayProcess? _process;

    /// <summary>All lines that it has written, in all its lives.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Its own files: its copy of the signed checkpoints, and the key that verifies them.</summary>
    public string Folder => folder;

    public Uri Operations => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_ports[3]}"));

    /// <summary>Of the life that has ended.</summary>
    public int ExitCode => _process!.Process.ExitCode;

    /// <summary>Where it serves what.</summary>
    public HaProxyServer Behind(int door) => new(_ports[door], _ports[3]);

    /// <summary>Starts it (again), and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string[] doors = ["Public", "MutualTls", "Documents"];
        var arguments = pilot.GatewayArguments
            .Where(argument => !argument.StartsWith("--Storage:Sqlite", StringComparison.Ordinal))
            .Concat(doors.SelectMany((door, index) => new[] { $"--Listeners:{door}:Address=127.0.0.1", Invariant($"--Listeners:{door}:Port={_ports[index]}") }))
            .Concat(["--Listeners:EDelivery:Address=127.0.0.1", Invariant($"--Listeners:EDelivery:Port={_ports[AccessPoint]}")])
            .Append($"--Listeners:Operations:Origin={Operations.GetLeftPart(UriPartial.Authority)}")
            .Append($"--Storage:Postgres:Folder={folder}")
            .Concat(settings);
        _process = await GatewayProcess.StartAsync(arguments, Operations, _log.Enqueue, cancellationToken);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>SIGTERM; waits for the end.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _process!.StopAsync(cancellationToken);

    /// <summary>Connections to this instance, whatever the balancer thinks.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = DevelopmentTrust.CreateHandler(pilot.Certificates);
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var port = context.DnsEndPoint.Port == pilot.Addresses.Gateway.Port ? _ports[0] : context.DnsEndPoint.Port;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
