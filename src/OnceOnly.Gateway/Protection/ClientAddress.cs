// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Sockets;

namespace OnceOnly.Gateway.Protection;

internal static class ClientAddress
{
    /// <summary>The address a limit counts by; of IPv6 the /64 network, because one customer owns all of it.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return string.Empty;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
