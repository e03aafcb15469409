// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Reads an HTTP body into one array, once: of the announced length, or in blocks where none was announced.</summary>
internal static class BodyReader
{
    private const int BlockBytes = 1024 * 1024;

    /// <returns>Null when it is longer than the cap, or shorter than announced.</returns>
    public static async Task<byte[]?> ReadAsync(Stream body, long? announced, long cap, CancellationToken cancellationToken)
    {
        if (announced > cap)
        {
            return null;
        }

        if (announced is { } length)
        {
            var whole = new byte[length];
            return await body.ReadAtLeastAsync(whole, whole.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == whole.Length
                ? whole
                : null;
        }

        var blocks = new List<(byte[] Bytes, int Length)>();
        long total = 0;
        while (true)
        {
            var block = new byte[BlockBytes];
            var read = await body.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            blocks.Add((block, read));
            total += read;
            if (total > cap)
            {
                return null;
            }

            if (read < BlockBytes)
            {
                break;
            }
        }

        var joined = new byte[total];
        var position = 0;
        foreach (var (bytes, count) in blocks)
        {
            bytes.AsSpan(0, count).CopyTo(joined.AsSpan(position));
            position += count;
        }

        return joined;
    }
}
