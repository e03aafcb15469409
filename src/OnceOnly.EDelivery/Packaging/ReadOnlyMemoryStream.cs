// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Packaging;

/// <summary>Reads memory that is not copied.</summary>
internal sealed class ReadOnlyMemoryStream(ReadOnlyMemory<byte> memory) : MemoryReadStream
{
    private int position;

    public override long Length => memory.Length;

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, memory.Length - position);
        memory.Span.Slice(position, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
