// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OnceOnly.Pilot.Sites;

/// <summary>Where everything listens. Gateway, eIDAS node and e-services are three sites to a browser, as in life.</summary>
public sealed class PilotAddresses
{
    private const int Count = 15;

    private static readonly PortRange Ports = new(20_000, 6_000);

    private readonly int[] _ports;

    private PilotAddresses(int[] ports)
    {
        _ports = ports;
        EServicesHost = HasIPv6() ? "[::1]" : "127.0.0.2";
    }

    /// <summary>The documented ports: 5440 to 5454.</summary>
    public static PilotAddresses Fixed() => new([.. Enumerable.Range(5440, Count)]);

    /// <summary>Ports that are free at this moment, so that several pilots can run side by side.</summary>
    public static PilotAddresses Free() => new([.. Enumerable.Range(0, Count).Select(_ => Ports.Find())]);

    /// <summary>Citizens' pages, OpenID provider and evidence API.</summary>
    public Uri Gateway => Https("localhost", 0);

    /// <summary>The same protocol endpoints and API for clients with certificates.</summary>
    public Uri GatewayMutualTls => Https("localhost", 1);

    /// <summary>Where the gateway shows documents from outside.</summary>
    public Uri GatewayDocuments => Https("127.0.0.1", 2);

    /// <summary>Health and metrics.</summary>
    public Uri GatewayOperations => Http("localhost", 3);

    public Uri Node => Https("127.0.0.1", 4);

    /// <summary>All registries, each under its own path.</summary>
    public Uri Registries => Http("127.0.0.1", 5);

    public Uri Aegina => Https(EServicesHost, 6);

    public Uri Syros => Https(EServicesHost, 7);

    /// <summary>Where a program at a shell waits for the browser.</summary>
    public Uri Shell => Https("127.0.0.1", 8);

    /// <summary>Evidence Broker and Data Service Directory.</summary>
    public Uri CommonServices => Https("127.0.0.1", 9);

    /// <summary>Where the gateway's access point takes AS4 messages.</summary>
    public Uri GatewayAs4 => Https("localhost", 10);

    /// <summary>Citizens' pages of the gateway in the second Member State; a site of its own, as cookies know no ports.</summary>
    public Uri Finland => Https("finland.localhost", 11);

    /// <summary>Where it shows documents.</summary>
    public Uri FinlandDocuments => Https("127.0.0.1", 12);

    /// <summary>Its health and metrics.</summary>
    public Uri FinlandOperations => Http("localhost", 13);

    /// <summary>Where its access point takes AS4 messages.</summary>
    public Uri FinlandAs4 => Https("127.0.0.1", 14);

    private string EServicesHost { get; }

    private Uri Https(string host, int index) => At("https", host, index);

    private Uri Http(string host, int index) => At("http", host, index);

    private Uri At(string scheme, string host, int index) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{_ports[index]}"));

    private static bool HasIPv6()
    {
        if (!Socket.OSSupportsIPv6)
        {
            return false;
        }

        // Containers often know the protocol but have no loopback address of it.
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
