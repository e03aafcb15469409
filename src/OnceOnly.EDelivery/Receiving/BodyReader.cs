// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>Reads an HTTP body into one array. What is announced is believed when half of it has come; until then blocks grow as octets do.</summary>
internal static class BodyReader
{
    private const int SmallestBlock = 64 * 1024;
    private const int LargestBlock = 1024 * 1024;

    /// <param name="body">Of the request.</param>
    /// <param name="announced">Its length, when it was told.</param>
    /// <param name="cap">Its greatest length.</param>
    /// <param name="hold">Waits until so many bytes in all may be held.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when it is longer than the cap, or shorter than announced.</returns>
    public static async Task<byte[]?> ReadAsync(
        Stream body, long? announced, long cap, Func<long, Task> hold, CancellationToken cancellationToken)
    {
        if (announced > cap)
        {
            return null;
        }

        var blocks = new List<byte[]>();
        long total = 0;
        while (announced is not { } length || total < length / 2)
        {
            var block = Uninitialized(Math.Min(Math.Clamp(total, SmallestBlock, LargestBlock), (announced ?? long.MaxValue) - total));
            await hold(Math.Min(total + block.Length, cap)).ConfigureAwait(false);
            var read = await body.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            blocks.Add(block);
            total += read;
            if (total > cap || (announced is not null && read < block.Length))
            {
                return null;
            }

            if (read < block.Length)
            {
                return Join(blocks, total, Uninitialized(total));
            }
        }

        await hold(announced.Value).ConfigureAwait(false);
        var whole = Join(blocks, total, Uninitialized(announced.Value));
        var rest = whole.AsMemory((int)total);
        return await body.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == rest.Length
            ? whole
            : null;
    }

    // Filled to its end, or not handed out.
    private static byte[] Uninitialized(long size) => GC.AllocateUninitializedArray<byte>((int)size);

    private static byte[] Join(List<byte[]> blocks, long total, byte[] whole)
    {
        var position = 0;
        foreach (var block in blocks)
        {
            var count = (int)Math.Min(block.Length, total - position);
            block.AsSpan(0, count).CopyTo(whole.AsSpan(position));
            position += count;
        }

        blocks.Clear();
        return whole;
    }
}
