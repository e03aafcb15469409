// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;

namespace OnceOnly.Testing.Programs;

/// <summary>A port that nobody uses at this moment.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0) { ExclusiveAddressUse = true };
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
