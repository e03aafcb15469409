// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Finds a claim by its name, or within others by their names with dots between (<c>profile_attributes.given_name</c>).</summary>
internal static class ClaimPath
{
    /// <remarks>A claim of just that name comes first: names that are URIs or URNs have dots of their own.</remarks>
    public static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (claims.TryGetProperty(path, out var claim))
        {
            return claim;
        }

        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
        {
            if (claims.TryGetProperty(path[..dot], out var outer) && Find(outer, path[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A claim that is a string; null when absent or anything else.</summary>
    public static string? Text(JsonElement claims, string path) =>
        Find(claims, path) is { ValueKind: JsonValueKind.String } claim ? claim.GetString() : null;
}
