// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Inquiries;

/// <summary>What a lookup found.</summary>
/// <param name="Count">How many records.</param>
/// <param name="Record">The record, when there is exactly one.</param>
/// <param name="Keys">By placeholder name, what documents are asked by.</param>
internal sealed record MatchedRecord(int Count, JsonRecord? Record, IReadOnlyDictionary<string, string> Keys)
{
    private const int LongestKey = 256;

    /// <returns>False when the answer is not what the declaration says.</returns>
    public static bool TryRead(byte[] body, LookupDeclaration lookup, [NotNullWhen(true)] out MatchedRecord? match)
    {
        match = null;
        if (!JsonRecord.TryParse(body, out var answer) || JsonPointer.Find(answer.Root, lookup.Records) is not { } found)
        {
            return false;
        }

        var count = found.ValueKind switch
        {
            JsonValueKind.Array => found.GetArrayLength(),
            JsonValueKind.Object => 1,
            JsonValueKind.Null => 0,
            _ => -1,
        };
        if (count != 1)
        {
            match = new MatchedRecord(count, null, new Dictionary<string, string>(StringComparer.Ordinal));
            return count >= 0;
        }

        var record = new JsonRecord(found.ValueKind == JsonValueKind.Array ? found[0] : found);
        var keys = lookup.Keys.ToDictionary(key => key.Key, key => record.TextAt(key.Value), StringComparer.Ordinal);
        if (record.Root.ValueKind != JsonValueKind.Object || keys.Values.Any(key => key is not { Length: <= LongestKey }))
        {
            return false;
        }

        match = new MatchedRecord(1, record, keys.ToDictionary(key => key.Key, key => key.Value!, StringComparer.Ordinal));
        return true;
    }
}
