// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OnceOnly.Testing.Programs;

namespace OnceOnly.Testing.Balancers;

/// <summary>A plain TCP balancer: it never looks into the connections, and asks each server how it is.</summary>
public sealed class HaProxy : IAsyncDisposable
{
    private static readonly string? Program = Counterpart.Find("haproxy", "/usr/sbin");

    // Of HAProxy's CSV; the seventeen before it count things.
    private const int StatusColumn = 17;

    private readonly ScratchFolder _folder;
    private readonly int _statisticsPort;
    private readonly ChildProcess _process;

    private HaProxy(ScratchFolder folder, int statisticsPort, ChildProcess process)
    {
        _statisticsPort = statisticsPort;
        _folder = folder;
        _process = process;
    }

    /// <summary>Whether HAProxy is installed.</summary>
    public static bool IsHere => Program is not null;

    /// <summary>How often each server is asked; two bad answers take it out, one good one lets it in.</summary>
    public static TimeSpan HealthInterval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts it, or skips the test where HAProxy is not installed.</summary>
    public static async Task<HaProxy> StartAsync(IReadOnlyList<HaProxyDoor> doors, CancellationToken cancellationToken)
    {
        Counterpart.Require(IsHere, "HAProxy (haproxy)");
        var folder = await ScratchFolder.CreateAsync(megabytes: null, cancellationToken);
        var configuration = Path.Combine(folder.Path, "haproxy.cfg");
        var statisticsPort = FreePort.Find();
        await File.WriteAllTextAsync(configuration, Configuration(doors, statisticsPort), cancellationToken);
        var balancer = new HaProxy(folder, statisticsPort, ChildProcess.Start(Program!, ["-db", "-f", configuration]));
        try
        {
            await balancer._process.WaitUntilAsync(() => ListensAsync(doors[^1].Port, cancellationToken), cancellationToken);
            return balancer;
        }
        catch
        {
            await balancer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until this server gets connections at every door.</summary>
    /// <param name="server">Its place among the servers of each door.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitUntilUpAsync(int server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var statistics = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_statisticsPort}/;csv"));
        string[] lines;
        do
        {
            await Task.Delay(HealthInterval, cancellationToken);
            lines = (await http.GetStringAsync(statistics, cancellationToken)).Split('\n');
        }
        while (lines.Any(line => line.Contains(string.Create(CultureInfo.InvariantCulture, $",gateway{server},"), StringComparison.Ordinal)
            && line.Split(',')[StatusColumn] != "UP"));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private static string Configuration(IReadOnlyList<HaProxyDoor> doors, int statisticsPort)
    {
        var text = new StringBuilder(
            """
            global
              maxconn 4000
            defaults
              mode tcp
              timeout connect 2s
              timeout client 1h
              timeout server 1h
              timeout check 2s
              balance roundrobin
              retries 3
              option redispatch 1
              option httpchk GET /health/ready
              http-check send hdr Host localhost

            """);
        text.Append(CultureInfo.InvariantCulture, $"listen statistics\n  mode http\n  bind 127.0.0.1:{statisticsPort}\n  stats enable\n  stats uri /\n");
        foreach (var (door, index) in doors.Select((door, index) => (door, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"listen door{index}\n  bind 127.0.0.1:{door.Port}\n");
            foreach (var (server, number) in door.Servers.Select((server, number) => (server, number)))
            {
                text.Append(CultureInfo.InvariantCulture, $"  server gateway{number} 127.0.0.1:{server.Port} check inter {HealthInterval.TotalMilliseconds}ms fall 2 rise 1 port {server.HealthPort}\n");
            }
        }

        return text.ToString();
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
