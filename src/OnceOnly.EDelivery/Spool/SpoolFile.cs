// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnceOnly.EDelivery.Mime;

namespace OnceOnly.EDelivery.Spool;

/// <summary>One file: the octets of a message, what is known of it as JSON, and the length of that in four bytes.</summary>
internal static class SpoolFile
{
    private const int TrailerBytes = 4;
    private const int MaxFactsBytes = 1024 * 1024;

    /// <summary>A name that owes nothing to the identifier's letters.</summary>
    public static string NameOf(params ReadOnlySpan<string?> identifiers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', identifiers))));

    public static async Task<FileStream> StageAsync(string path, WireMessage wire, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: false);
        try
        {
            await wire.WriteToAsync(file, cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Completes a staged file and gives it its name, in one step: it is there as a whole or not at all.</summary>
    public static async Task CommitAsync<T>(FileStream staged, T facts, string path, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(facts);
        var trailer = new byte[TrailerBytes];
        BinaryPrimitives.WriteInt32LittleEndian(trailer, json.Length);
        await staged.WriteAsync(json, cancellationToken).ConfigureAwait(false);
        await staged.WriteAsync(trailer, cancellationToken).ConfigureAwait(false);
        staged.Flush(flushToDisk: true);
        await staged.DisposeAsync().ConfigureAwait(false);
        File.Move(staged.Name, path, overwrite: false);
    }

    public static async Task<(T Facts, long Length)> ReadFactsAsync<T>(FileStream file, CancellationToken cancellationToken)
    {
        var trailer = new byte[TrailerBytes];
        file.Position = file.Length - TrailerBytes;
        await file.ReadExactlyAsync(trailer, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(trailer);
        if (length is <= 0 or > MaxFactsBytes || length > file.Length - TrailerBytes)
        {
            throw new InvalidDataException("A file of the spool is damaged.");
        }

        var json = new byte[length];
        file.Position = file.Length - TrailerBytes - length;
        await file.ReadExactlyAsync(json, cancellationToken).ConfigureAwait(false);
        var octets = file.Length - TrailerBytes - length;
        file.Position = 0;
        return (JsonSerializer.Deserialize<T>(json) ?? throw new InvalidDataException("A file of the spool is damaged."), octets);
    }

    /// <summary>Replaces a small file as a whole.</summary>
    public static async Task WriteJsonAsync<T>(string path, T value, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        await File.WriteAllBytesAsync(temporary, JsonSerializer.SerializeToUtf8Bytes(value), cancellationToken).ConfigureAwait(false);
        File.Move(temporary, path, overwrite: true);
    }

    public static async Task<T?> ReadJsonAsync<T>(string path, CancellationToken cancellationToken)
        where T : class =>
        File.Exists(path) ? JsonSerializer.Deserialize<T>(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)) : null;
}
