// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Packaging;

namespace OnceOnly.EDelivery.Tests.World;

internal static class PartContent
{
    public static byte[] ToArray(this OutgoingPart part)
    {
        using var content = part.OpenRead();
        var octets = new byte[part.Size];
        content.ReadExactly(octets);
        return octets;
    }
}
