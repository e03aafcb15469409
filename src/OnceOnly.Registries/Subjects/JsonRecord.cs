// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace OnceOnly.Registries.Subjects;

/// <summary>JSON (RFC 8259) with unique member names: of two that differ, each reader would believe another.</summary>
internal sealed class JsonRecord(JsonElement root) : StructuredRecord
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public JsonElement Root => root;

    public static bool TryParse(byte[] bytes, [NotNullWhen(true)] out JsonRecord? record)
    {
        record = null;
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
        if (!Utf8.IsValid(text.Span))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            record = new JsonRecord(document.RootElement.Clone());
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member name with half a surrogate pair.
            return false;
        }
    }

    public override string? TextAt(string place) =>
        JsonPointer.Find(root, place) switch
        {
            { ValueKind: JsonValueKind.String } text => Text(text),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped.
            return null;
        }
    }
}
