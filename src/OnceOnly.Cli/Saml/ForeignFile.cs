// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Says what a file is that was taken for metadata, and what to do about it.</summary>
internal static class ForeignFile
{
    private const int Beginning = 1024;

    /// <summary>Null for what looks like XML.</summary>
    public static string? Describe(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, Beginning)]).TrimStart('\uFEFF').TrimStart();
        return content switch
        {
            [] => "This file is empty. Fetch it again.",
            [0x1F, 0x8B, ..] => "This is compressed (gzip). Unpack it first.",
            [0x30, 0x80 or 0x81 or 0x82 or 0x83, ..] => "This is a certificate or key (DER), which goes with --trust, and no metadata.",
            _ when text.StartsWith("-----BEGIN", StringComparison.Ordinal) => "This is a certificate or key (PEM), which goes with --trust, and no metadata.",
            _ when text.StartsWith("HTTP/", StringComparison.Ordinal) => "HTTP headers stand before the metadata. Save the body alone.",
            _ when IsWebPage(text) => "This is a web page, perhaps one that reports an error. Fetch the address of the metadata itself.",
            _ when IsEncoded(content) => "This is base64. Decode it first.",
            _ => null,
        };
    }

    private static bool IsWebPage(string text) =>
        text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    private static bool IsEncoded(ReadOnlySpan<byte> content) =>
        Base64.TryDecode(Encoding.UTF8.GetString(content), out var decoded) && decoded is [(byte)'<', ..] or [0xEF, 0xBB, 0xBF, (byte)'<', ..];
}
