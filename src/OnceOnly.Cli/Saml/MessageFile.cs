// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Saml;

namespace OnceOnly.Cli.Saml;

/// <summary>Files the SAML commands read.</summary>
internal static class MessageFile
{
    // Beyond every limit of the library, which is then the one to say that it is too much.
    private const int MaximumBytes = 16 * 1024 * 1024;

    private static ReadOnlySpan<byte> Utf16 => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> Utf16BigEndian => [0xFE, 0xFF];

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) =>
        CappedFile.ReadAsync(path, MaximumBytes, cancellationToken);

    /// <summary>The message in a file that holds XML, its base64, or a whole posted form; the bytes as they are when neither.</summary>
    public static byte[] Decode(byte[] file)
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

        foreach (var field in text.Split('&'))
        {
            if (field.StartsWith(PostForm.ResponseField + "=", StringComparison.Ordinal)
                || field.StartsWith(PostForm.RequestField + "=", StringComparison.Ordinal))
            {
                text = field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..];
            }
        }

        return PostForm.TryDecode(text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text, out var message)
            ? message
            : file;
    }
}
