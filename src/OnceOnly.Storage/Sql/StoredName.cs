// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;
using System.Text.Json;

namespace OnceOnly.Storage.Sql;

/// <summary>Enum values as they are stored: in words, so that operators can read tables.</summary>
internal static class StoredName<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Names[value];

    public static T Parse(string name) => Values[name];
}
