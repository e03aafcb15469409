// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Json;

namespace OnceOnly.Registries.Subjects;

/// <summary>RFC 6901.</summary>
internal static class JsonPointer
{
    public static bool IsValid(string pointer) =>
        (pointer.Length == 0 || pointer[0] == '/')
        && pointer.Replace("~0", string.Empty, StringComparison.Ordinal)
            .Replace("~1", string.Empty, StringComparison.Ordinal)
            .IndexOf('~', StringComparison.Ordinal) < 0;

    public static JsonElement? Find(JsonElement root, string pointer)
    {
        var current = root;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (current.ValueKind == JsonValueKind.Object && current.TryGetProperty(name, out var member))
            {
                current = member;
            }
            else if (current.ValueKind == JsonValueKind.Array && TryIndex(name, out var index) && index < current.GetArrayLength())
            {
                current = current[index];
            }
            else
            {
                return null;
            }
        }

        return current;
    }

    private static bool TryIndex(string token, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && (token.Length == 1 || token[0] != '0');
}
