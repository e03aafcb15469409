// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OnceOnly.Gateway.Protection;

/// <summary>Bounds the open connections of one address at one door; a further one is closed before anything is read from it.</summary>
/// <param name="most">How many; 0 for any number.</param>
internal sealed class ConnectionCap(int most)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        var key = ClientAddress.KeyOf((connection.RemoteEndPoint as IPEndPoint)?.Address);
        try
        {
            if (_open.AddOrUpdate(key, 1, static (_, open) => open + 1) > most && most > 0)
            {
                connection.Abort();
                return;
            }

            await next(connection);
        }
        finally
        {
            if (_open.AddOrUpdate(key, 0, static (_, open) => open - 1) == 0)
            {
                _open.TryRemove(KeyValuePair.Create(key, 0));
            }
        }
    };
}
