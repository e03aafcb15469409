// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;

namespace OnceOnly.Evidence.Keys;

/// <summary>Unguessable identifiers: 128 random bits, base64url.</summary>
internal static class Handle
{
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
