// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OnceOnly.Identity.State;

/// <summary>Unguessable references. Whoever knows one may use it, so only its hash is stored.</summary>
internal static class Handle
{
    private const int LongestAccepted = 256;

    /// <summary>256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool IsPlausible(string? handle) => handle is { Length: > 0 and <= LongestAccepted };

    public static string Hash(string handle) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(handle)));
}
