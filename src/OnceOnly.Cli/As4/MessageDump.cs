// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EDelivery;
using OnceOnly.EDelivery.Mime;

namespace OnceOnly.Cli.As4;

/// <summary>A message in a file: with the HTTP headers at its top, or from its first delimiter on, or a bare envelope.</summary>
internal sealed record MessageDump(string? ContentType, Memory<byte> Body)
{
    private const int MaxHeaderBytes = 64 * 1024;
    private const int MaxBoundaryLine = 200;

    public static MessageDump Of(byte[] file)
    {
        var span = file.AsSpan();
        if (span.StartsWith("--"u8))
        {
            var line = span[..Math.Min(span.Length, MaxBoundaryLine)];
            var end = line.IndexOf((byte)'\n');
            var boundary = end < 0 ? string.Empty : Encoding.ASCII.GetString(line[2..end]).TrimEnd('\r', ' ', '\t');
            return new MessageDump($"multipart/related; boundary=\"{boundary}\"", file);
        }

        if (IsXml(span))
        {
            return new MessageDump(EbmsNames.SoapMediaType, file);
        }

        var window = span[..Math.Min(span.Length, MaxHeaderBytes)];
        var (headerEnd, blank) = FindBlankLine(window);
        var headers = window[..headerEnd];
        var first = headers.IndexOf((byte)'\n');
        if (first > 0 && headers[..first].IndexOf("HTTP/"u8) >= 0)
        {
            headers = headers[(first + 1)..];
        }

        return new MessageDump(
            MimeHeaders.TryParse(headers, out var parsed) ? parsed["Content-Type"] : null, file.AsMemory(Math.Min(file.Length, headerEnd + blank)));
    }

    private static bool IsXml(ReadOnlySpan<byte> file) =>
        (file.StartsWith("\uFEFF"u8) ? file[3..] : file).TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    private static (int End, int Length) FindBlankLine(ReadOnlySpan<byte> window)
    {
        var crlf = window.IndexOf("\r\n\r\n"u8);
        var lf = window.IndexOf("\n\n"u8);
        return crlf >= 0 && (lf < 0 || crlf < lf) ? (crlf, 4) : lf >= 0 ? (lf, 2) : (window.Length, 0);
    }
}
