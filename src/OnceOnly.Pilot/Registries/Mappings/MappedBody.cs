// SPDX-License-Identifier: EUPL-1.2

using System.Text;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>The body of an answer: bytes, a file that is sent as it is, or text with templates.</summary>
internal sealed record MappedBody(ReadOnlyMemory<byte> Bytes, string? File, ResponseTemplate? Template)
{
    private static readonly string[] Kinds = ["body", "jsonBody", "base64Body", "bodyFileName"];

    public static MappedBody Read(MappingObject response, string filesFolder, bool templated)
    {
        if (response.Keys.Count(Kinds.Contains) > 1)
        {
            throw response.Fault(response.Keys.First(Kinds.Contains), "stands beside another body");
        }

        if (response.Text("body") is { } body)
        {
            return OfText(response, "body", body, templated);
        }

        if (response.Any("jsonBody") is { } json)
        {
            return OfText(response, "jsonBody", JacksonText.Of(json), templated);
        }

        if (response.Text("base64Body") is { } base64)
        {
            var bytes = new byte[base64.Length];
            return Convert.TryFromBase64String(base64, bytes, out var length)
                ? new MappedBody(bytes.AsMemory(0, length), null, null)
                : throw response.Fault("base64Body", "is not base64");
        }

        return response.Text("bodyFileName") is { } name ? OfFile(response, filesFolder, name, templated) : new MappedBody(default, null, null);
    }

    private static MappedBody OfText(MappingObject response, string key, string text, bool templated) =>
        templated
            ? new MappedBody(default, null, ResponseTemplate.Read(response, key, text))
            : new MappedBody(Encoding.UTF8.GetBytes(text), null, null);

    private static MappedBody OfFile(MappingObject response, string filesFolder, string name, bool templated)
    {
        var file = Path.GetFullPath(Path.Combine(filesFolder, name));
        if (!file.StartsWith(filesFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !System.IO.File.Exists(file))
        {
            throw response.Fault("bodyFileName", "names no file under __files");
        }

        return templated
            ? OfText(response, "bodyFileName", System.IO.File.ReadAllText(file), templated)
            : new MappedBody(default, file, null);
    }
}
