// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Json;

namespace OnceOnly.Gateway.Portal.Structured;

internal static class JsonRows
{
    private const int Deepest = 32;

    /// <returns>Null when it is not JSON, or nested deeper than anyone could read.</returns>
    public static StructuredDocument? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var json = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = Deepest });
            var rows = new RowCollector();
            Add(rows, json.RootElement);
            return rows.ToDocument();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no Unicode, such as half a surrogate pair.
            return null;
        }
    }

    private static void Add(RowCollector rows, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    AddUnder(rows, member.Name, member.Value);
                }

                break;
            case JsonValueKind.Array:
                var number = 0;
                foreach (var item in element.EnumerateArray())
                {
                    AddUnder(rows, (++number).ToString(CultureInfo.InvariantCulture), item);
                }

                break;
            case JsonValueKind.String:
                rows.Add(element.GetString()!);
                break;
            case JsonValueKind.Null:
                rows.Add("–");
                break;
            default:
                rows.Add(element.GetRawText());
                break;
        }
    }

    private static void AddUnder(RowCollector rows, string name, JsonElement value)
    {
        if (rows.IsFull)
        {
            rows.Shorten();
            return;
        }

        rows.Enter(name);
        Add(rows, value);
        rows.Leave();
    }
}
