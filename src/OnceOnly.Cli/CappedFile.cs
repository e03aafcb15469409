// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli;

/// <summary>Files from outside: pipes and devices too, whose length nobody knows before their end.</summary>
internal static class CappedFile
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>The file; of one larger than the cap one byte more than that, so that it is too large for whoever judges it.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string path, long cap, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            using var bytes = new MemoryStream(file.CanSeek ? (int)Math.Min(file.Length, cap + 1) : 0);
            var block = new byte[BlockBytes];
            int read;
            while (bytes.Length <= cap && (read = await file.ReadAsync(block, cancellationToken)) > 0)
            {
                bytes.Write(block, 0, (int)Math.Min(read, cap + 1 - bytes.Length));
            }

            return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path} cannot be read: {unreadable.Message}");
        }
    }
}
