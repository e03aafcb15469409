// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>Payload compression of AS4 §3.1, with a cap against bombs.</summary>
internal static class GzipOctets
{
    private const int ProbeBytes = 64 * 1024;
    private const int Slack = 1024;
    private const int MinimumBytes = 20;
    private const double WorthIt = 0.95;

    /// <summary>Compresses into a buffer with room left at both ends; what would not shrink is only wrapped.</summary>
    /// <exception cref="InvalidDataException">The content is longer or shorter than it should be.</exception>
    public static Memory<byte> Compress(Stream content, long size, int before, int after)
    {
        var length = checked((int)size);
        var head = new byte[Math.Min(length, ProbeBytes)];
        StoredGzip.Fill(content, head);
        var isWhole = head.Length == length;

        // Documents are mostly compressed already; trying again costs more than all the cryptography.
        var ratio = isWhole ? 1 : Ratio(head);
        var buffer = length > 0 && (isWhole || ratio < WorthIt) ? Deflate(head, content, length, ratio, before, after) : default;
        if (buffer.Length == 0 || (isWhole && buffer.Length - before - after > length * WorthIt))
        {
            buffer = GC.AllocateUninitializedArray<byte>(before + StoredGzip.SizeOf(length) + after);
            StoredGzip.Write(head, content, length, buffer.Span[before..^after]);
        }

        return content.ReadByte() < 0 ? buffer : throw new InvalidDataException("The content is longer than announced.");
    }

    /// <summary>Looks whether it can be decompressed; what is large is not kept.</summary>
    /// <param name="compressed">One member of gzip.</param>
    /// <param name="cap">The largest content.</param>
    /// <param name="size">Bytes of the content.</param>
    /// <param name="isTooLarge">That there are more than the cap is what is wrong.</param>
    /// <returns>Opens the content from its beginning; null when it is no gzip, or too large.</returns>
    public static Func<Stream>? Check(ReadOnlyMemory<byte> compressed, long cap, out long size, out bool isTooLarge)
    {
        if (StoredGzip.IsSound(compressed.Span, out size))
        {
            isTooLarge = size > cap;
            return isTooLarge ? null : () => StoredGzip.OpenRead(compressed);
        }

        var block = ArrayPool<byte>.Shared.Rent(ProbeBytes);
        try
        {
            size = Measure(compressed, cap, block, out isTooLarge);
            if (size < 0)
            {
                return null;
            }

            if (size > block.Length)
            {
                return () => OpenRead(compressed);
            }

            var content = block[..(int)size];
            return () => new ReadOnlyMemoryStream(content);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }

    /// <returns>The size, or -1. What is not larger than the block is in it.</returns>
    private static long Measure(ReadOnlyMemory<byte> compressed, long cap, byte[] block, out bool isTooLarge)
    {
        isTooLarge = false;
        long size = 0;
        try
        {
            using var gzip = OpenRead(compressed);
            int read;
            while ((read = gzip.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0)
            {
                size += read;
                if (size > cap)
                {
                    isTooLarge = true;
                    return -1;
                }

                if (read < block.Length)
                {
                    break;
                }
            }
        }
        catch (Exception unsound) when (unsound is InvalidDataException or IOException)
        {
            return -1;
        }

        // The platform takes what is cut off for complete. The trailer says how much there must be; one member, and nothing after it.
        return compressed.Length >= MinimumBytes && BinaryPrimitives.ReadUInt32LittleEndian(compressed.Span[^4..]) == (uint)size ? size : -1;
    }

    private static GZipStream OpenRead(ReadOnlyMemory<byte> compressed) => new(new ReadOnlyMemoryStream(compressed), CompressionMode.Decompress);

    private static Memory<byte> Deflate(byte[] head, Stream content, int length, double ratio, int before, int after)
    {
        var room = before + after + Slack;
        using var output = new GrowOnceStream((int)(length * ratio * 1.1) + room, length + (length / 1024) + room);
        output.SetLength(before);
        output.Position = before;
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(head);
            for (var rest = length - head.Length; rest > 0;)
            {
                var block = head.AsSpan(0, Math.Min(rest, head.Length));
                StoredGzip.Fill(content, block);
                gzip.Write(block);
                rest -= block.Length;
            }
        }

        output.SetLength(output.Length + after);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static double Ratio(ReadOnlySpan<byte> probe)
    {
        using var output = new MemoryStream(ProbeBytes);
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(probe);
        }

        return output.Length / (double)probe.Length;
    }
}
