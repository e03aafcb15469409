// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.EDelivery.Opening;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Tells whether two messages with one identifier are one message.</summary>
/// <remarks>
/// A sender may sign and encrypt anew for each attempt, with other identifiers of elements and another time. What it must
/// not change is what the header says and the octets of the parts.
/// </remarks>
internal static class MessageFingerprint
{
    public static string Of(OpenedMessage message)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Header = message.Header.User! with { Timestamp = default },
            Parts = message.PartDigests.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => new { part.Key, part.Value }),
        });
        return Convert.ToHexStringLower(SHA256.HashData(said));
    }
}
