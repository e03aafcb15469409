// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.EDelivery;

/// <summary>Cuts octets that lie in pieces into segments of one size, one copy at a time.</summary>
internal static class OctetSegments
{
    public static IEnumerable<byte[]> Of(IEnumerable<ReadOnlyMemory<byte>> pieces, long bytes)
    {
        var left = bytes;
        var segment = new byte[Math.Min(left, OctetStore.SegmentBytes)];
        var filled = 0;
        foreach (var piece in pieces)
        {
            for (var rest = piece; !rest.IsEmpty;)
            {
                var count = Math.Min(rest.Length, segment.Length - filled);
                rest[..count].CopyTo(segment.AsMemory(filled));
                rest = rest[count..];
                filled += count;
                if (filled == segment.Length)
                {
                    yield return segment;
                    left -= filled;
                    segment = new byte[Math.Min(left, OctetStore.SegmentBytes)];
                    filled = 0;
                }
            }
        }
    }
}
