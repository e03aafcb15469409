// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.IO.Hashing;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>
/// Gzip that only wraps (RFC 1951 §3.2.4: stored blocks), for content that does not shrink. The platform's compressor copies such content several
/// times in pieces of 8 KB; here it is copied once on each side.
/// </summary>
internal static class StoredGzip
{
    private const int HeaderBytes = 10;
    private const int BlockHeaderBytes = 5;
    private const int TrailerBytes = 8;
    private const int MaxBlockBytes = ushort.MaxValue;

    // Deflate, no flags, no time, no extra flags, unknown system.
    private static ReadOnlySpan<byte> Header => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    /// <summary>Bytes that so much content comes to.</summary>
    public static int SizeOf(int length) =>
        checked(HeaderBytes + length + (BlockHeaderBytes * Math.Max(1, (length + MaxBlockBytes - 1) / MaxBlockBytes)) + TrailerBytes);

    /// <param name="head">The beginning of the content.</param>
    /// <param name="rest">The rest of it.</param>
    /// <param name="length">Bytes of both together.</param>
    /// <param name="output">As long as <see cref="SizeOf"/> says.</param>
    /// <exception cref="InvalidDataException">The content is shorter.</exception>
    public static void Write(ReadOnlySpan<byte> head, Stream rest, int length, Span<byte> output)
    {
        Header.CopyTo(output);
        var checksum = new Crc32();
        var position = HeaderBytes;
        var missing = length;
        do
        {
            var count = Math.Min(missing, MaxBlockBytes);
            missing -= count;
            output[position] = missing == 0 ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt16LittleEndian(output[(position + 1)..], (ushort)count);
            BinaryPrimitives.WriteUInt16LittleEndian(output[(position + 3)..], (ushort)~count);
            var block = output.Slice(position + BlockHeaderBytes, count);
            var known = Math.Min(head.Length, count);
            head[..known].CopyTo(block);
            head = head[known..];
            Fill(rest, block[known..]);
            checksum.Append(block);
            position += BlockHeaderBytes + count;
        }
        while (missing > 0);

        BinaryPrimitives.WriteUInt32LittleEndian(output[position..], checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(output[(position + 4)..], (uint)length);
    }

    /// <exception cref="InvalidDataException">There is less.</exception>
    public static void Fill(Stream content, Span<byte> buffer)
    {
        if (content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new InvalidDataException("The content is shorter than announced.");
        }
    }

    /// <summary>Whether this is sound gzip of stored blocks alone. Anything else is for the platform to judge.</summary>
    /// <param name="gzip">One member, and nothing after it.</param>
    /// <param name="size">Bytes of the content.</param>
    public static bool IsSound(ReadOnlySpan<byte> gzip, out long size)
    {
        size = 0;
        if (gzip.Length < HeaderBytes + TrailerBytes || !gzip.StartsWith(Header[..4]))
        {
            return false;
        }

        var checksum = new Crc32();
        var position = HeaderBytes;
        var isLast = false;
        while (!isLast)
        {
            if (!TryReadBlock(gzip, ref position, out var block, out isLast))
            {
                return false;
            }

            checksum.Append(block);
            size += block.Length;
        }

        return position + TrailerBytes == gzip.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(gzip[position..]) == checksum.GetCurrentHashAsUInt32()
            && BinaryPrimitives.ReadUInt32LittleEndian(gzip[(position + 4)..]) == (uint)size;
    }

    /// <param name="gzip">What <see cref="IsSound"/>.</param>
    public static Stream OpenRead(ReadOnlyMemory<byte> gzip) => new StoredStream(gzip);

    private static bool TryReadBlock(ReadOnlySpan<byte> gzip, ref int position, out ReadOnlySpan<byte> block, out bool isLast)
    {
        block = default;
        isLast = false;
        if (gzip.Length - position < BlockHeaderBytes || gzip[position] > 1)
        {
            return false;
        }

        isLast = gzip[position] == 1;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(gzip[(position + 1)..]);
        position += BlockHeaderBytes;
        if (BinaryPrimitives.ReadUInt16LittleEndian(gzip[(position - 2)..]) != (ushort)~count || gzip.Length - position < count)
        {
            return false;
        }

        block = gzip.Slice(position, count);
        position += count;
        return true;
    }

    private sealed class StoredStream(ReadOnlyMemory<byte> gzip) : MemoryReadStream
    {
        private int position = HeaderBytes;
        private int rest;
        private bool isLast;

        public override int Read(Span<byte> buffer)
        {
            while (rest == 0 && !isLast)
            {
                var next = position;
                if (!TryReadBlock(gzip.Span, ref next, out var block, out isLast))
                {
                    throw new InvalidDataException("The octets were changed after they were checked.");
                }

                rest = block.Length;
                position = next - rest;
            }

            var count = Math.Min(buffer.Length, rest);
            gzip.Span.Slice(position, count).CopyTo(buffer);
            position += count;
            rest -= count;
            return count;
        }
    }
}
