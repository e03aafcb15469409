// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Binary;

namespace OnceOnly.Storage.Redis;

/// <summary>How a value is stored: version, when it ends, by how much a read puts that off, content.</summary>
/// <param name="EndsAt">When it ends however often it is read.</param>
/// <param name="Sliding">Zero when reading puts nothing off.</param>
internal sealed record CacheFrame(DateTimeOffset EndsAt, TimeSpan Sliding)
{
    public const int HeaderSize = 1 + 8 + 8;
    private const byte Version = 1;

    public byte[] Wrap(ReadOnlySequence<byte> content)
    {
        var frame = new byte[HeaderSize + content.Length];
        frame[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(1), EndsAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(9), (long)Sliding.TotalMilliseconds);
        content.CopyTo(frame.AsSpan(HeaderSize));
        return frame;
    }

    /// <returns>Null when this is none of ours.</returns>
    public static CacheFrame? Unwrap(byte[] bytes, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (bytes.Length < HeaderSize || bytes[0] != Version)
        {
            return null;
        }

        var endsAt = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1));
        var sliding = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9));
        if (endsAt is < 0 or > 253_402_300_799_999 || sliding < 0 || sliding > RedisCache.LongestLife.TotalMilliseconds)
        {
            return null;
        }

        content = bytes.AsMemory(HeaderSize);
        return new CacheFrame(DateTimeOffset.FromUnixTimeMilliseconds(endsAt), TimeSpan.FromMilliseconds(sliding));
    }

    /// <summary>How long to keep it from now on.</summary>
    public TimeSpan LifeAt(DateTimeOffset now)
    {
        var left = EndsAt - now;
        return Sliding > TimeSpan.Zero && Sliding < left ? Sliding : left;
    }
}
