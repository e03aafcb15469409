// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.IO.Compression;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>Payload compression of AS4 §3.1, with a cap against bombs.</summary>
internal static class GzipOctets
{
    private const int ProbeBytes = 64 * 1024;
    private const int BlockBytes = 128 * 1024;
    private const int Slack = 1024;
    private const int MinimumBytes = 20;
    private const double WorthIt = 0.95;

    private static ReadOnlySpan<byte> Empty => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Compresses into a buffer with room left at both ends; what would not shrink is only wrapped.</summary>
    /// <exception cref="InvalidDataException">The content is longer or shorter than it should be.</exception>
    public static Memory<byte> Compress(Stream content, long size, int before, int after)
    {
        var length = checked((int)size);
        var block = new byte[Math.Min(length, ProbeBytes) + 1];
        var read = Fill(content, block, Math.Min(length, ProbeBytes));

        // Documents are mostly compressed already; trying again costs more than all the cryptography.
        var ratio = length > ProbeBytes ? Ratio(block.AsSpan(0, read)) : 0.5;
        var level = ratio < WorthIt ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
        var room = before + after + Slack;
        using var output = new GrowOnceStream((int)(length * ratio * 1.1) + room, length + (length / 1024) + room);
        output.SetLength(before);
        output.Position = before;
        using (var gzip = new GZipStream(output, level, leaveOpen: true))
        {
            gzip.Write(block, 0, read);
            for (var rest = length - read; rest > 0; rest -= read)
            {
                read = Fill(content, block, Math.Min(rest, block.Length));
                gzip.Write(block, 0, read);
            }
        }

        if (content.ReadByte() >= 0)
        {
            throw new InvalidDataException("The content is longer than announced.");
        }

        if (length == 0)
        {
            // The platform writes nothing at all for nothing, which no other gzip reads.
            output.Write(Empty.ToArray(), 0, Empty.Length);
        }

        output.SetLength(output.Length + after);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    /// <summary>Decompresses without keeping anything.</summary>
    /// <returns>The size, or -1 when it is no gzip or larger than the cap.</returns>
    public static long Measure(ReadOnlyMemory<byte> compressed, long cap, out bool isTooLarge)
    {
        isTooLarge = false;
        var block = new byte[BlockBytes];
        long size = 0;
        try
        {
            using var gzip = OpenRead(compressed);
            int read;
            while ((read = gzip.Read(block)) > 0)
            {
                size += read;
                if (size > cap)
                {
                    isTooLarge = true;
                    return -1;
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

    public static Stream OpenRead(ReadOnlyMemory<byte> compressed) =>
        new GZipStream(new ReadOnlyMemoryStream(compressed), CompressionMode.Decompress);

    private static int Fill(Stream content, byte[] block, int wanted)
    {
        var read = content.ReadAtLeast(block.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
        return read == wanted ? read : throw new InvalidDataException("The content is shorter than announced.");
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
