// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;

namespace Grpc.Core.Internal;

/// <summary>Metadata to and from header text. Bytes travel as base64, unpadded when we send, either way when we receive.</summary>
internal static class MetadataHeaders
{
    public static string Encode(Metadata.Entry entry) => entry.IsBinary ? EncodeBytes(entry.BinaryValue) : entry.Value;

    public static string EncodeBytes(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>
    /// Adds a received header. What the application may not see, or could not send on, is passed over.
    /// False when a `-bin` value is not base64.
    /// </summary>
    public static bool TryAdd(Metadata metadata, string name, string value)
    {
        if (!GrpcHeader.IsMetadata(name))
        {
            return true;
        }

        if (name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            return TryAddBinary(metadata, name, value);
        }

        if (Metadata.Entry.IsText(value) && Metadata.Entry.IsKey(name.ToLowerInvariant()))
        {
            metadata.Add(name, value);
        }

        return true;
    }

    private static bool TryAddBinary(Metadata metadata, string name, string value)
    {
        // Equal names may have been joined with commas on the way; base64 has none.
        foreach (var range in value.AsSpan().Split(','))
        {
            if (!TryDecodeBytes(value.AsSpan()[range].Trim(' '), out var bytes))
            {
                return false;
            }

            metadata.Add(name, bytes);
        }

        return true;
    }

    private static bool TryDecodeBytes(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        var padding = (4 - (text.Length % 4)) % 4;
        var padded = padding == 0 ? text : string.Concat(text, "==".AsSpan(0, Math.Min(padding, 2)));
        if (!Base64.IsValid(padded, out var length))
        {
            return false;
        }

        bytes = new byte[length];
        return Convert.TryFromBase64Chars(padded, bytes, out _);
    }
}
