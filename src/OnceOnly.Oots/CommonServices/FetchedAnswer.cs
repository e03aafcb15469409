// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnceOnly.Oots.CommonServices;

/// <summary>An answer as it came, with what its seal needs: whoever reads it again can believe it again.</summary>
/// <param name="Body">As it was sealed.</param>
/// <param name="Headers">As they came.</param>
/// <param name="FetchedAt">When.</param>
/// <param name="Lifetime">How long it may serve from then on.</param>
internal sealed record FetchedAnswer(byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers, DateTimeOffset FetchedAt, TimeSpan Lifetime)
{
    public DateTimeOffset FreshUntil => FetchedAt + Lifetime;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, FetchedAnswerJson.Default.FetchedAnswer);

    /// <returns>Null for anything that was not written by <see cref="ToBytes"/>.</returns>
    public static FetchedAnswer? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, FetchedAnswerJson.Default.FetchedAnswer) is { Body: not null, Headers: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(FetchedAnswer))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "MA0048", Justification = "Made by the generator.")]
internal sealed partial class FetchedAnswerJson : JsonSerializerContext;
