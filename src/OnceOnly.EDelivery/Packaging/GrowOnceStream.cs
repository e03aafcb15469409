// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Packaging;

/// <summary>
/// Memory that grows once, to what the worst case needs. Doubling would hold up to three times the content for a moment.
/// </summary>
internal sealed class GrowOnceStream : MemoryStream
{
    private readonly int worstCase;

    public GrowOnceStream(int expected, int worstCase)
        : base(expected < worstCase * 0.4 ? expected : worstCase) => this.worstCase = worstCase;

    public override void Write(byte[] buffer, int offset, int count)
    {
        EnsureRoom(Position + count);
        base.Write(buffer, offset, count);
    }

    public override void SetLength(long value)
    {
        EnsureRoom(value);
        base.SetLength(value);
    }

    private void EnsureRoom(long length)
    {
        if (length > Capacity && length <= worstCase)
        {
            Capacity = worstCase;
        }
    }
}
