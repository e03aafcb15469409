// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;

namespace OnceOnly.Pilot.Sites;

/// <summary>Asks the system for ports that nobody uses.</summary>
internal static class FreePorts
{
    public static int[] Find(int count)
    {
        // All are held until the last is found, else the system would give the same one twice.
        var held = new List<TcpListener>();
        try
        {
            while (held.Count < count)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0) { ExclusiveAddressUse = true };
                listener.Start();
                held.Add(listener);
            }

            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(listener => listener.Stop());
        }
    }
}
