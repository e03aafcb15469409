// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Grpc.Core.Internal;

internal static class Gzip
{
    private const int SmallestStream = 18;
    private const int StepSize = 16 * 1024;

    /// <summary>False when more than <paramref name="maxSize"/> bytes come out; stops there.</summary>
    /// <exception cref="InvalidDataException">The bytes are not one whole gzip stream.</exception>
    public static bool TryDecompress(ReadOnlySequence<byte> compressed, PooledBuffer output, int maxSize)
    {
        if (compressed.Length < SmallestStream)
        {
            throw new InvalidDataException("The gzip stream is too short.");
        }

        using var copy = new PooledBuffer();
        foreach (var segment in compressed)
        {
            copy.Write(segment.Span);
        }

        MemoryMarshal.TryGetArray(copy.Written, out var bytes);
        using var source = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        while (gzip.Read(output.GetSpan(StepSize)) is var count and > 0)
        {
            output.Advance(count);
            if (output.Written.Length > maxSize)
            {
                return false;
            }
        }

        // GZipStream takes a stream that breaks off in its trailer for a whole one.
        var announced = BinaryPrimitives.ReadInt32LittleEndian(copy.Written.Span[^sizeof(int)..]);
        return announced == output.Written.Length ? true : throw new InvalidDataException("The gzip stream is not whole.");
    }
}
