// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Clients;

/// <summary>The public keys in a JSON Web Key Set that can serve for <c>private_key_jwt</c>; keys of other kinds are passed over.</summary>
internal static class ClientKeySet
{
    private const int LargestSet = 64 * 1024;

    /// <param name="json">The set.</param>
    /// <param name="keys">At least one key.</param>
    /// <param name="fault">What is wrong with the set.</param>
    public static bool TryRead(string json, [NotNullWhen(true)] out IReadOnlyList<PublicJwk>? keys, [NotNullWhen(false)] out string? fault)
    {
        keys = null;
        fault = json.Length > LargestSet ? "is too large" : TryReadKeys(json, out keys);
        return fault is null;
    }

    private static string? TryReadKeys(string json, out IReadOnlyList<PublicJwk>? keys)
    {
        keys = null;
        if (!StrictJson.TryParse(json, out var set))
        {
            return "is not JSON in UTF-8 with every member once";
        }

        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("keys", out var array) || array.ValueKind != JsonValueKind.Array)
        {
            return "is not a JSON Web Key Set";
        }

        if (array.EnumerateArray().Any(PublicJwk.HasForbiddenMember))
        {
            return "holds a private key or a certificate (x5c, x5u, x5t); only plain public keys belong here";
        }

        keys = [.. array.EnumerateArray().Select(key => PublicJwk.TryRead(key, out var jwk) ? jwk : null).OfType<PublicJwk>()];
        return keys.Count > 0 ? null : "has no P-256 or RSA (2048 to 4096 bits) signature key";
    }
}
