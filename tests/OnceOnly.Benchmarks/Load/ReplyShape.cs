// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;

namespace OnceOnly.Benchmarks.Load;

/// <summary>What a good reply looks like on the wire: so many bytes of messages, and exactly these trailers.</summary>
/// <param name="Size">Bytes of all messages with their prefixes.</param>
/// <param name="Trailers">The encoded trailers; the same for every good reply, because the connection allows no HPACK state.</param>
internal sealed record ReplyShape(int Size, byte[] Trailers)
{
    public bool Fits(int size, ReadOnlySequence<byte> trailers) =>
        size == Size && trailers.Length == Trailers.Length && Same(trailers);

    private bool Same(ReadOnlySequence<byte> trailers)
    {
        var at = 0;
        foreach (var part in trailers)
        {
            if (!part.Span.SequenceEqual(Trailers.AsSpan(at, part.Length)))
            {
                return false;
            }

            at += part.Length;
        }

        return true;
    }
}
