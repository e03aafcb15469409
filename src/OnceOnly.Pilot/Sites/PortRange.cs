// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;

namespace OnceOnly.Pilot.Sites;

/// <summary>
/// Gives out ports of a range, each once. It had better lie below the range from which the system serves outgoing
/// connections: one of these may take the port of a server that is about to start (again).
/// </summary>
internal sealed class PortRange(int lowest, int count)
{
    // Programs side by side begin at different places.
    private int _given = Random.Shared.Next(count);

    /// <summary>A port on which nobody listens.</summary>
    public int Find()
    {
        for (var tries = 0; tries < count; tries++)
        {
            var port = lowest + (Interlocked.Increment(ref _given) % count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }

        throw new InvalidOperationException($"No port from {lowest} to {lowest + count - 1} is free.");
    }
}
