// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace OnceOnly.Storage.Redis;

/// <summary>Where Redis is.</summary>
/// <param name="Host">Name or address, as configured.</param>
/// <param name="Address">What to connect to.</param>
internal sealed record RedisEndpoint(string Host, EndPoint Address)
{
    private const int DefaultPort = 6379;

    /// <summary>Reads <c>host[:port]</c>; IPv6 addresses stand in brackets.</summary>
    /// <returns>Null when it is neither.</returns>
    public static RedisEndpoint? Parse(string text)
    {
        if (!Uri.TryCreate("redis://" + text, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || uri.UserInfo.Length > 0
            || uri.PathAndQuery.Length > 1
            || uri.Port == 0)
        {
            return null;
        }

        var port = uri.Port < 0 ? DefaultPort : uri.Port;
        var host = uri.DnsSafeHost;
        return new RedisEndpoint(host, IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port));
    }
}
