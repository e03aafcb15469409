// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OnceOnly.Identity.Wire;

/// <summary>
/// The one way to read JSON from outside: UTF-8, member names unique, nesting bounded, and every name and text is
/// Unicode. What was read here can be asked for any of its texts without an exception.
/// </summary>
internal static class StrictJson
{
    private const int Deepest = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    public static bool TryParse(string json, out JsonElement root) => TryParse(Encoding.UTF8.GetBytes(json), out root);

    public static bool TryParse(byte[] utf8, out JsonElement root)
    {
        root = default;
        try
        {
            // The framework looks at neither until a text is asked for, and then throws.
            if (!Utf8.IsValid(utf8) || (utf8.AsSpan().Contains((byte)'\\') && !HasWholeTexts(utf8)))
            {
                return false;
            }

            using var document = JsonDocument.Parse(utf8, Strict);
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A member that is a string; null when absent or anything else.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Whether no escape stands for half a surrogate pair, in a name or a text.</summary>
    private static bool HasWholeTexts(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
