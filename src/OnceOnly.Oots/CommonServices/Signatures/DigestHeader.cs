// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Oots.CommonServices.Signatures;

/// <summary>The <c>digest</c> header (RFC 3230): algorithms in any case, of which SHA-256 is the one that counts.</summary>
internal static class DigestHeader
{
    public static bool TryRead(string header, [NotNullWhen(true)] out byte[]? sha256)
    {
        sha256 = null;
        foreach (var entry in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!entry.StartsWith("SHA-256=", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var buffer = new byte[32];
            if (sha256 is not null || !Convert.TryFromBase64String(entry[8..], buffer, out var written) || written != 32)
            {
                return false;
            }

            sha256 = buffer;
        }

        return sha256 is not null;
    }
}
