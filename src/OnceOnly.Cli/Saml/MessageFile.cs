// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Saml;

namespace OnceOnly.Cli.Saml;

/// <summary>Files the SAML commands read.</summary>
internal static class MessageFile
{
    // Beyond every limit of the library, which is then the one to say that it is too much.
    private const int MaximumBytes = 16 * 1024 * 1024;

    private static readonly string[] Fields = [PostForm.RequestField + "=", PostForm.ResponseField + "="];

    private static ReadOnlySpan<byte> Utf16 => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> Utf16BigEndian => [0xFE, 0xFF];

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) =>
        CappedFile.ReadAsync(path, MaximumBytes, cancellationToken);

    /// <summary>Whether an operand is itself a redirect (an address or its query) and no file.</summary>
    public static bool IsRedirect(string operand) =>
        operand.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || operand.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || Fields.Any(field => operand.TrimStart('?').StartsWith(field, StringComparison.Ordinal));

    /// <summary>The message in a file that holds XML, its base64, a posted form or a query; the bytes as they are when it is none of these.</summary>
    /// <param name="file">What was read.</param>
    /// <param name="mayBeDeflated">Whether the redirect binding is understood too; responses are taken by POST only.</param>
    public static byte[] Decode(byte[] file, bool mayBeDeflated = false)
    {
        if (file.Length > MaximumBytes || file.AsSpan().StartsWith(Utf16) || file.AsSpan().StartsWith(Utf16BigEndian))
        {
            return file;
        }

        var text = Encoding.UTF8.GetString(file).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<'))
        {
            return file;
        }

        // Base64 has no question mark: what stands before one is an address.
        var carrier = text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0].Split('&')
            .FirstOrDefault(pair => Fields.Any(field => pair.StartsWith(field, StringComparison.Ordinal)));
        var value = Uri.UnescapeDataString(carrier is null ? text : carrier[(carrier.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        return PostForm.TryDecode(value, out var posted) && IsXml(posted) ? posted
            : mayBeDeflated && RedirectQuery.TryDecode(value, out var redirected) ? redirected
            : posted ?? file;
    }

    private static bool IsXml(ReadOnlySpan<byte> message) => message.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];
}
