// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Testing.Balancers;

/// <summary>A port that HAProxy opens, and the servers behind it.</summary>
/// <param name="Port">Where HAProxy listens, on loopback.</param>
/// <param name="Servers">Who gets the connections, in turn.</param>
public sealed record HaProxyDoor(int Port, IReadOnlyList<HaProxyServer> Servers);
