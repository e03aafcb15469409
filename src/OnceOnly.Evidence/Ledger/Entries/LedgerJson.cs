// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>The canonical form of entries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(PersonalFields))]
public sealed partial class LedgerJson : JsonSerializerContext
{
    public static byte[] Write(LedgerEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Default.LedgerEntry);

    /// <exception cref="JsonException">Not an entry.</exception>
    public static LedgerEntry Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, Default.LedgerEntry) ?? throw new JsonException("Not an entry.");

    /// <summary>The name of the entry's event, for example <c>evidence.delivered</c>.</summary>
    public static string EventOf(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Events[entry.GetType()];
    }

    private static readonly Dictionary<Type, string> Events = typeof(LedgerEntry)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
        .Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(type => type.DerivedType, type => (string)type.TypeDiscriminator!);
}
