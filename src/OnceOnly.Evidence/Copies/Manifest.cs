// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Copies;

/// <summary>The list of a copy's documents, sealed like them: file names may be personal.</summary>
internal static class Manifest
{
    public static byte[] Seal(IReadOnlyList<DocumentInfo> documents, byte[] dataKey, string copyId)
    {
        var rows = documents.Select(document =>
            new ManifestRow(document.MediaType, document.FileName, document.Size, document.Sha256.ToArray())).ToArray();
        return Sealing.Seal(KeyOf(dataKey), JsonSerializer.SerializeToUtf8Bytes(rows, ManifestJson.Default.ManifestRowArray), Context(copyId));
    }

    /// <exception cref="CryptographicException">Altered, or of another copy.</exception>
    public static IReadOnlyList<DocumentInfo> Open(byte[] box, byte[] dataKey, string copyId)
    {
        var plain = Sealing.Open(KeyOf(dataKey), box, Context(copyId));
        var rows = JsonSerializer.Deserialize(plain, ManifestJson.Default.ManifestRowArray)!;
        var documents = new DocumentInfo[rows.Length];
        for (var ordinal = 0; ordinal < rows.Length; ordinal++)
        {
            var row = rows[ordinal];
            documents[ordinal] = new DocumentInfo(IdOf(ordinal), row.MediaType, row.FileName, row.Size, row.Sha256);
        }

        return documents;
    }

    /// <summary>Documents are numbered from 1 within their exchange.</summary>
    public static string IdOf(int ordinal) => (ordinal + 1).ToString(CultureInfo.InvariantCulture);

    // Random nonces must not meet the counted ones of the segments under one key.
    private static byte[] KeyOf(byte[] dataKey) => HMACSHA256.HashData(dataKey, "manifest"u8);

    private static byte[] Context(string copyId) => Encoding.UTF8.GetBytes(copyId);
}

internal sealed record ManifestRow(string MediaType, string FileName, long Size, byte[] Sha256);

[JsonSerializable(typeof(ManifestRow[]))]
internal sealed partial class ManifestJson : JsonSerializerContext;
