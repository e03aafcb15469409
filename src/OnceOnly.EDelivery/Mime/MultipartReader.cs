// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OnceOnly.EDelivery.Mime;

/// <summary>Takes a multipart/related message apart without copying its parts (RFC 2046 §5.1, RFC 2387).</summary>
public static class MultipartReader
{
    /// <param name="message">What follows the HTTP headers. The parts are slices of it.</param>
    /// <param name="boundary">The boundary parameter of its Content-Type.</param>
    /// <param name="limits">Caps.</param>
    /// <param name="parts">The parts in their order; at least one.</param>
    /// <param name="fault">Why not, otherwise.</param>
    public static bool TryRead(
        Memory<byte> message,
        string boundary,
        MimeLimits limits,
        [NotNullWhen(true)] out IReadOnlyList<MimePart>? parts,
        out MimeFault fault)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        ArgumentNullException.ThrowIfNull(limits);
        parts = null;
        var delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        if (!TryFindStart(message.Span, delimiter, limits, out var position, out var lineEnd))
        {
            fault = MimeFault.Truncated;
            return false;
        }

        var found = new List<MimePart>();
        var identifiers = new HashSet<string>(StringComparer.Ordinal);
        byte[] closing = [.. lineEnd, .. delimiter];
        while (true)
        {
            if (found.Count == limits.MaxParts)
            {
                fault = MimeFault.TooManyParts;
                return false;
            }

            if (!TryFindEnd(message.Span, position, closing, lineEnd, out var end, out var next, out var isLast))
            {
                fault = MimeFault.Truncated;
                return false;
            }

            fault = ReadPart(message[position..end], lineEnd, limits, out var part);
            if (fault != MimeFault.None)
            {
                return false;
            }

            // The first may be without, being known by its place; two without one could not be told apart.
            if (!identifiers.Add(part!.ContentId) || (part.ContentId.Length == 0 && found.Count > 0))
            {
                fault = MimeFault.ContentId;
                return false;
            }

            found.Add(part);
            if (isLast)
            {
                parts = found;
                return true;
            }

            position = next;
        }
    }

    private static bool TryFindStart(ReadOnlySpan<byte> message, ReadOnlySpan<byte> delimiter, MimeLimits limits, out int position, out byte[] lineEnd)
    {
        position = 0;
        lineEnd = [];
        var window = message[..Math.Min(message.Length, limits.MaxPreambleBytes + delimiter.Length + 4)];
        while (true)
        {
            var found = window[position..].IndexOf(delimiter);
            if (found < 0)
            {
                return false;
            }

            var start = position + found;
            position = start + delimiter.Length;
            if (start > 0 && window[start - 1] != (byte)'\n')
            {
                continue;
            }

            position = SkipBlanks(message, position);

            // Whoever wrote the first line end writes the others: taking both kinds would let the two ends see different parts.
            lineEnd = message[position..] switch
            {
                [(byte)'\r', (byte)'\n', ..] => "\r\n"u8.ToArray(),
                [(byte)'\n', ..] => "\n"u8.ToArray(),
                _ => [],
            };
            position += lineEnd.Length;
            return lineEnd.Length > 0;
        }
    }

    // A delimiter stands on a line of its own; the line end before it belongs to it and not to the part.
    private static bool TryFindEnd(
        ReadOnlySpan<byte> message, int position, ReadOnlySpan<byte> closing, ReadOnlySpan<byte> lineEnd, out int end, out int next, out bool isLast)
    {
        for (end = position; ; end++)
        {
            next = 0;
            isLast = false;
            var found = message[end..].IndexOf(closing);
            if (found < 0)
            {
                return false;
            }

            end += found;
            next = end + closing.Length;
            if (message[next..].StartsWith("--"u8))
            {
                isLast = true;
                return true;
            }

            next = SkipBlanks(message, next);
            if (message[next..].StartsWith(lineEnd))
            {
                next += lineEnd.Length;
                return true;
            }
        }
    }

    private static MimeFault ReadPart(Memory<byte> bytes, ReadOnlySpan<byte> lineEnd, MimeLimits limits, out MimePart? part)
    {
        part = null;
        var window = bytes.Span[..Math.Min(bytes.Length, limits.MaxHeaderBytes)];
        byte[] blank = [.. lineEnd, .. lineEnd];
        var start = window.StartsWith(lineEnd) ? 0 : window.IndexOf(blank);
        if (start < 0 || !MimeHeaders.TryParse(window[..start], out var headers))
        {
            return MimeFault.Headers;
        }

        var content = bytes[(start + (window.StartsWith(lineEnd) ? lineEnd.Length : blank.Length))..];
        var type = headers["Content-Type"] ?? "text/plain";
        if (!MediaType.TryParse(type, out var mediaType))
        {
            return MimeFault.Headers;
        }

        if (mediaType.IsMultipart || mediaType.Name.StartsWith("message/", StringComparison.Ordinal))
        {
            return MimeFault.Nested;
        }

        if (!TryDecode(ref content, headers["Content-Transfer-Encoding"]))
        {
            return MimeFault.TransferEncoding;
        }

        if (!TryReadContentId(headers["Content-ID"], out var contentId))
        {
            return MimeFault.ContentId;
        }

        part = new MimePart(contentId, type, content);
        return MimeFault.None;
    }

    private static bool TryDecode(ref Memory<byte> content, string? encoding)
    {
        switch (encoding?.ToLowerInvariant())
        {
            case null or "" or "7bit" or "8bit" or "binary":
                return true;
            case "base64":
                var status = Base64.DecodeFromUtf8InPlace(content.Span, out var written);
                if (status != System.Buffers.OperationStatus.Done)
                {
                    return false;
                }

                content = content[..written];
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadContentId(string? header, out string contentId)
    {
        contentId = header is ['<', .., '>'] ? header[1..^1] : header ?? string.Empty;
        return header is null || (contentId.Length is > 0 and <= 255 && contentId.All(letter => letter is > ' ' and < '\x7F' and not ('<' or '>' or '"')));
    }

    private static int SkipBlanks(ReadOnlySpan<byte> message, int position)
    {
        while (position < message.Length && message[position] is (byte)' ' or (byte)'\t')
        {
            position++;
        }

        return position;
    }
}
